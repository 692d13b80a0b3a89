import { z } from 'zod';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkFields,
  groupMessages,
  hasField,
  layOutForm,
  listIssues,
  readField,
  readLine,
} from '../../../src/web/forms/forms.ts';
import { compileViews, readAssets } from '../../../src/web/views/engine.ts';

const VIEWS = join(import.meta.dirname, '../../../views');
const issues = [
  { field: 'name', message: 'Enter a name' },
  { field: 'kind', message: 'Choose a kind' },
  { field: 'name', message: 'Say who' },
  { field: '', message: 'Somebody was faster' },
];

describe('fields', () => {
  it('a field is read as it was sent, with plain line ends', () => {
    const body = { text: ' a\r\nb\rc\n', twice: ['first', 'second'], odd: { deep: 'x' }, none: [] };
    expect(readField(body, 'text')).toBe(' a\nb\nc\n');
    expect(readLine(body, 'text')).toBe('a\nb\nc');
    expect(readField(body, 'twice')).toBe('first');
    for (const name of ['odd', 'none', 'missing', '__proto__', 'constructor', 'toString']) {
      expect(readField(body, name), name).toBe('');
    }
    for (const nothing of [undefined, null, 'text=a', 3]) expect(readField(nothing, 'text')).toBe('');
    expect(readField(Object.assign(Object.create(null) as object, { a: 'b' }), 'a')).toBe('b');
  });

  it('a button or a checkbox counts as sent when its name is there', () => {
    expect(hasField({ add: '' }, 'add')).toBe(true);
    expect(hasField({ add: '' }, 'remove')).toBe(false);
    expect(hasField(undefined, 'add')).toBe(false);
    expect(hasField({}, 'constructor')).toBe(false);
  });

  it('a field is checked and its issue carries its name', () => {
    const rule = z.string().refine((value) => value !== 'x', { error: 'must be short' });
    const check = (cue: string, missing?: string) =>
      listIssues(checkFields({ cue: { label: 'Cue', rule, ...(missing && { missing }) } }, { cue }, () => 'hop-0-cue'));
    expect(check(' ', 'Enter a cue')).toEqual([{ field: 'hop-0-cue', message: 'Enter a cue' }]);
    expect(check('')).toEqual([]);
    expect(check('x', 'Enter a cue')).toEqual([{ field: 'hop-0-cue', message: 'Cue must be short' }]);
    expect(check('y', 'Enter a cue')).toEqual([]);
  });
});

describe('a form', () => {
  it('a form shows every issue at the top and at its field in the same words', () => {
    expect(groupMessages(issues).get('name')).toBe('Enter a name. Say who');
    const form = layOutForm(issues);
    expect(form.errors.list).toEqual([
      { message: 'Enter a name. Say who', href: '#f-name' },
      { message: 'Choose a kind', href: '#f-kind' },
      { message: 'Somebody was faster', href: null },
    ]);
    expect(form.text({ name: 'name', label: 'Name', hint: 'In full', value: 'x' })).toMatchObject({
      id: 'f-name',
      error: 'Enter a name. Say who',
      describedBy: 'f-name-hint f-name-error',
    });
    expect(form.area({ name: 'note', label: 'Note', value: '' })).toMatchObject({ error: null, describedBy: null });
    expect(layOutForm([]).errors).toEqual({ list: [] });
  });

  it('a form never shows a password again', () => {
    expect(layOutForm([]).text({ name: 'p', label: 'P', value: 'hush', type: 'password' }).value).toBe('');
  });

  it('an issue with radio buttons links to the first of them', () => {
    const options = [
      { value: 'a', text: 'A' },
      { value: 'b', text: 'B', hint: 'The other' },
    ];
    const radios = layOutForm(issues).radios({ name: 'kind', label: 'Kind', value: 'b', options });
    expect(radios.options.map(({ id, checked }) => [id, checked])).toEqual([
      ['f-kind', false],
      ['f-kind-2', true],
    ]);
  });
});

describe('the HTML of a form', () => {
  const render = compileViews(VIEWS, readAssets(join(VIEWS, 'assets')));
  const form = layOutForm([{ field: 'text', message: 'Enter <b>' }]);
  const menu = { main: [], searchHref: null, signInHref: null, person: null };

  it('the HTML of a form keeps what was typed and escapes it', () => {
    const value = '\n"><script>{{x}}</script>&amp;\u202e한국어';
    const text = form.text({ name: 'text', label: 'Text', hint: 'A hint', value });
    const fields = { errors: form.errors, email: text, password: text, returnTo: value };
    const html = render('accounts/sign-in', { title: 'x', canonical: null, json: null, menu }, fields);
    expect(html).not.toContain('<script>');
    expect(html).toContain('value="\n&quot;&gt;&lt;script&gt;{{x}}&lt;/script&gt;&amp;amp;\u202e한국어"');
    expect(html).toContain(
      '<p class="field-error" id="f-text-error"><span class="hidden">Error: </span>Enter &lt;b&gt;</p>',
    );
    expect(html).toContain('aria-invalid="true" aria-describedby="f-text-hint f-text-error"');
  });
});
