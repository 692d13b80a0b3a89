/** What is wrong with a text as XML, as far as we write any: tags, attributes, entities, forbidden letters. */
export function findFaults(xml: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  for (const [whole, tag] of body.matchAll(/<([^>]*)>|[^<]+/g)) {
    if (/&(?!(?:amp|lt|gt|quot);)/.test(whole)) faults.push(`entity in ${whole}`);
    if (tag === undefined) continue;
    const [, close, name, attributes, selfClosed] = /^(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)$/.exec(tag) ?? [];
    if (name === undefined) faults.push(`tag <${tag}>`);
    else if (close) {
      if (open.pop() !== name) faults.push(`unmatched </${name}>`);
    } else if (!selfClosed) open.push(name);
    if (/ (style|on[a-z]+)="/.test((attributes ?? '').replace(/"[^"]*"/g, '""'))) faults.push(`forbidden in <${tag}>`);
    const keys = [...(attributes ?? '').replace(/"[^"]*"/g, '""').matchAll(/ ([a-zA-Z:-]+)=/g)].map(([, key]) => key);
    if (new Set(keys).size !== keys.length) faults.push(`attribute twice in <${tag}>`);
  }
  // XML 1.0, section 2.2.
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) faults.push('forbidden letter');
  if (
    /<style|<script|<foreignObject|\shref="(?![#?/])| (d|x|y|cx|cy|width|height|transform|viewBox)="[^"]*(NaN|undefined|Infinity)/.test(
      xml,
    )
  )
    faults.push('forbidden words');
  return [...faults, ...open.map((name) => `unclosed <${name}>`)];
}
