import { beforeAll, describe, expect, it } from 'vitest';
import {
  BASES,
  END_KINDS,
  FINDING_KINDS,
  MANNERS,
  PARENT_RELATIONS,
  SEVERITIES,
  SOURCE_KINDS,
  STANCES,
  SUPPORTS,
} from '../../src/model/records.ts';
import { readHtml, type Page } from '../web/html.ts';
import { openSample } from '../web/open-app.ts';
import { findingAnchor, findingDefinition, termDefinition } from '../../src/urls/site.ts';

interface Twin {
  terms: { word: string; definition: string }[];
  values: { of: string; values: { word: string }[] }[];
  severities: { severity: string }[];
  findings: { kind: string; severity: string; raised: string }[];
}

describe('the page of definitions', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  let about: Page;
  let twin: Twin;
  beforeAll(async () => {
    sample = await openSample();
    about = readHtml((await sample.get('/about')).text);
    twin = (await sample.get('/about.json')).body as Twin;
  });

  it('the page of definitions is well-formed', () => {
    expect(about.problems()).toEqual([]);
  });

  it('every kind of finding is defined on the page and in its JSON twin', () => {
    expect(twin.findings.map(({ kind }) => kind).sort()).toEqual([...FINDING_KINDS].sort());
    for (const kind of FINDING_KINDS) expect(about.ids).toContain(findingAnchor(kind));
    expect(findingDefinition('choke-point')).toBe('/about#finding-choke-point');
  });

  it('every value of a record or finding is defined in the JSON twin', () => {
    const words = (of: string) => twin.values.find((list) => list.of === of)?.values.map(({ word }) => word);
    const plain = (values: readonly string[]) => values.map((value) => value.replaceAll('-', ' '));
    expect(words('support')).toEqual(plain(SUPPORTS));
    expect(words('end')).toEqual(plain(END_KINDS));
    expect(words('source kind')).toEqual(plain(SOURCE_KINDS));
    expect(words('parent')).toEqual(plain(PARENT_RELATIONS));
    expect(words('stance')).toEqual(plain(STANCES));
    expect(words('basis')).toEqual(plain(BASES));
    expect(words('manner')).toEqual(plain(MANNERS));
    expect(twin.severities.map(({ severity }) => severity).sort()).toEqual([...SEVERITIES].sort());
  });

  it('every word of the domain is defined and has an anchor on the page', () => {
    const recorded =
      'claim source family document read statement attribution side disputed hop reply report end origin chain support';
    const derived = ['hops', 'independent sources', 'choke point', 'break point', 'weakest hop', 'circle'];
    const words = twin.terms.map(({ word }) => word);
    for (const word of [...recorded.split(' '), ...derived, 'lag', 'drift', 'downstream'])
      expect(words).toContain(word);
    for (const word of words) expect(about.ids).toContain(termDefinition(word).split('#')[1]);
  });

  it('every count and finding on a claim page links to a definition that exists', async () => {
    for (const number of sample.claims.keys()) {
      const { text } = await sample.get(`/claims/${number + 1}`).redirects(1);
      const page = readHtml(text);
      const counts = /<p class="counts">(.*?)<\/p>/s.exec(text)![1]!.matchAll(/<span>(.*?)<\/span>/g);
      for (const [, count] of counts) expect(count).toMatch(/^<a href="\/about#term-/);
      const led = page.hrefs.filter((href) => href.startsWith('/about#'));
      const findings = led.filter((href) => href.startsWith('/about#finding-'));
      expect(findings).toHaveLength(page.count('li class="finding '));
      expect(led.length - findings.length).toBeGreaterThanOrEqual(2);
      for (const href of led) expect(about.ids).toContain(href.slice('/about#'.length));
    }
  });

  it('the page of definitions names the findings of the worked example', () => {
    for (const words of ['unnamed end', 'second-hand hop', 'at most one independent source'])
      expect(about.text).toContain(words);
  });
});
