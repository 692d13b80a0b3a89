/**
 * What makes pages handier: everything is there without it. A hop's line in the drawing and its evidence light each other,
 * and the evidence opens beside the drawing; known sources are offered and new passwords rated while somebody types; what is
 * to be copied gets a button; a page is shared.
 */

/** Milliseconds of quiet before a source is asked for, and how many are offered. */
const QUIET = 150;
const OFFERED = 10;

if (document.querySelector('.drawing [data-hop]')) lightHops();
if (document.querySelector('.evidence') && HTMLElement.prototype.showPopover) openEvidence();
for (const input of document.querySelectorAll('input[data-suggest="sources"]')) offerSources(input);
for (const input of document.querySelectorAll('[data-strength]')) rate(input);
for (const element of document.querySelectorAll('[data-copy]')) offerCopy(element);
const actions = document.querySelector('.actions');
if (actions) prepareActions(actions);

/** Pointing at a hop's line, its words or its row, or focusing what is in them, lights all three and both its cards. */
function lightHops() {
  let lit = null;
  const light = (hop) => {
    if (hop === lit) return;
    lit = hop;
    for (const element of document.querySelectorAll('.is-lit')) element.classList.remove('is-lit');
    if (hop === null) return;
    const parts = [...document.querySelectorAll(`.drawing [data-hop="${CSS.escape(hop)}"]`)];
    const row = document.getElementById(`h-${hop}`);
    const cards = [row?.dataset.citing, row?.dataset.cited].flatMap((uid) =>
      uid ? [...document.querySelectorAll(`.drawing [data-statement="${CSS.escape(uid)}"]`)] : [],
    );
    for (const element of [...parts, ...cards, row]) element?.classList.add('is-lit');
  };
  const find = ({ target }) => {
    const part = target instanceof Element ? target.closest('[data-hop], [id^="h-"]') : null;
    return part === null ? null : (part.dataset.hop ?? part.id.slice(2));
  };
  // What has the focus stays lit while the pointer is on nothing: the page may have moved under it.
  const found = { pointerover: null, focusin: null };
  for (const event of Object.keys(found)) {
    document.addEventListener(event, (told) => {
      found[event] = find(told);
      light(found.pointerover ?? found.focusin);
    });
  }
}

/**
 * Opens the evidence of a hop, or of a statement and all that it cites, beside its place in a drawing: on hover, focus and
 * tap. The browser closes it on Escape.
 */
function openEvidence() {
  const box = Object.assign(document.createElement('div'), { className: 'evidence-box', popover: 'auto' });
  document.querySelector('.drawn')?.append(box);
  let shown = null;
  let waiting;
  const open = (link) => {
    const parts = listEvidence(link);
    if (parts.length === 0 || (link === shown && box.matches(':popover-open'))) return;
    shown = link;
    box.replaceChildren(...parts.map(copyEvidence), makeLink(link.getAttribute('href')));
    box.showPopover();
    place(box, link.getBoundingClientRect());
  };
  const later = (act) => {
    clearTimeout(waiting);
    waiting = setTimeout(act, QUIET);
  };
  const find = ({ target }) => (target instanceof Element ? target.closest('.drawing a[href^="#"]') : null);
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const link = find(event);
    if (link) later(() => open(link));
    else if (box.contains(event.target) || shown?.matches(':focus-visible')) clearTimeout(waiting);
    else later(() => box.hidePopover());
  });
  document.addEventListener('focusin', (event) => {
    const link = find(event);
    if (link?.matches(':focus-visible')) open(link);
    else if (!box.contains(event.target)) box.hidePopover();
  });
  document.addEventListener('click', (event) => {
    const link = find(event);
    if (link && event.pointerType === 'touch') {
      event.preventDefault();
      open(link);
    } else if (link || event.target.closest?.('.evidence-box a[href^="#"]')) box.hidePopover();
  });
}

function listEvidence(link) {
  const row = document.getElementById(link.getAttribute('href').slice(1));
  const uid = link.closest('[data-statement]')?.dataset.statement;
  const cites = uid ? document.querySelectorAll(`.attribution[data-citing="${CSS.escape(uid)}"]`) : [];
  return row ? [row, ...cites] : [];
}

function copyEvidence(row) {
  const copy = row.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
  for (const element of copy.querySelectorAll('.back, .edit')) element.remove();
  copy.classList.remove('is-lit');
  copy.querySelector('.ends')?.classList.remove('hidden');
  return copy;
}

function makeLink(href) {
  const link = Object.assign(document.createElement('a'), { href, textContent: 'Show in the list' });
  link.className = 'onward';
  return link;
}

/** Below what it belongs to, or above where there is more room; never past the edge of the window. */
function place(box, { left, top, bottom }) {
  const [width, height] = [box.offsetWidth, box.offsetHeight];
  const isBelow = bottom + height + 8 <= innerHeight || innerHeight - bottom > top;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, isBelow ? bottom + 4 : top - height - 4)}px`;
}

/** Fills a list of the browser's own with the sources whose name or alias has what was typed in it. */
function offerSources(input) {
  const list = document.createElement('datalist');
  list.id = `${input.id}-known`;
  input.after(list);
  input.setAttribute('list', list.id);
  let waiting;
  let asking;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    asking?.abort();
    const typed = input.value.trim();
    // Choosing from the list is typing too.
    if (typed === '' || [...list.options].some(({ value }) => value === typed)) return;
    waiting = setTimeout(async () => {
      asking = new AbortController();
      const sources = await fetchSources(typed, asking.signal);
      if (sources) list.replaceChildren(...sources.slice(0, OFFERED).map(makeOption));
    }, QUIET);
  });
}

/** Null when there is no answer, or none is wanted any more: whoever types goes on without. */
async function fetchSources(typed, signal) {
  try {
    const answer = await fetch(`/sources.json?q=${encodeURIComponent(typed)}`, { signal });
    return answer.ok ? (await answer.json()).sources : null;
  } catch {
    return null;
  }
}

/** The other names stand beside the name: browsers look for what was typed in both. */
function makeOption({ name, aliases }) {
  const others = aliases.map((alias) => alias.name).join(', ');
  return Object.assign(document.createElement('option'), { value: name, label: others || name });
}

function rate(input) {
  const line = input.nextElementSibling;
  let waiting;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const body = new URLSearchParams({ password: input.value });
      const asked = fetch('/password-strength', { method: 'POST', body });
      const { score, words } = await (await asked).json();
      [line.firstChild.value, line.lastChild.textContent] = [score, words];
      line.hidden = !words;
    }, QUIET);
  });
}

/** Clipboards are there over https alone. */
function offerCopy(element) {
  if (!navigator.clipboard) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Copy' });
  button.className = 'button button--quiet copy';
  const done = document.createElement('span');
  done.className = 'copied';
  done.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(element.textContent.trim());
    done.textContent = 'Copied';
  });
  element.after(button, done);
}

/** Opening the citation copies it, "Share" gives the page to the device or copies its address, Escape closes a box. */
function prepareActions(row) {
  const status = row.querySelector('.action-status');
  const copy = async (text, done) => {
    await navigator.clipboard.writeText(text);
    status.textContent = done;
  };
  const cite = row.querySelector('[data-copies]');
  if (navigator.clipboard) {
    cite.firstElementChild.addEventListener('click', () => {
      const { textContent } = document.getElementById(cite.dataset.copies);
      if (!cite.open) copy(textContent.trim(), 'Copied');
    });
  }
  const share = row.querySelector('[data-share]');
  share.hidden = !navigator.share && !navigator.clipboard;
  share.addEventListener('click', () => {
    const page = { title: document.querySelector('h1').textContent.trim(), url: document.location.href };
    // Whoever changes their mind needs no message.
    if (navigator.share) navigator.share(page).catch(() => {});
    else copy(page.url, 'Link copied');
  });
  row.addEventListener('click', () => void (status.textContent = ''), { capture: true });
  row.addEventListener('keydown', ({ key, target }) => {
    const box = target.closest('details[open]');
    if (key !== 'Escape' || !box) return;
    box.open = false;
    box.firstElementChild.focus();
  });
}
