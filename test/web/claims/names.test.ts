/** Sources in other scripts, wherever a claim is shown: the English name first, the original after it with its language. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openSample } from '../open-app.ts';
import { readHtml } from '../html.ts';

describe('a claim with sources in other scripts', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  let path: string;
  let html: string;
  beforeAll(async () => {
    sample = await openSample();
    const { body } = await sample.get('/claims.json?q=divers');
    path = new URL((body as { claims: { url: string }[] }).claims[0]!.url).pathname;
    html = (await sample.get(path)).text;
  });

  it('its sentences, tree and table have the English names first', () => {
    const { text } = readHtml(html);
    expect(text).toContain('White Cape Herald (Вестник Белого Мыса) have been read here');
    expect(text).toContain('an unnamed source (“a source in the port”, источник в порту)');
    const names = html.match(/<bdi[^>]*>[^<]*<\/bdi> \(<bdi[^>]*>[^<]*<\/bdi>\)/g) ?? [];
    expect(new Set(names)).toEqual(
      new Set([
        '<bdi lang="en">Hanyeoul News Agency</bdi> (<bdi lang="ko">한여울통신</bdi>)',
        '<bdi lang="en">White Cape Herald</bdi> (<bdi>Вестник Белого Мыса</bdi>)',
        '<bdi lang="en">“a source in the port”</bdi> (<bdi>источник в порту</bdi>)',
      ]),
    );
  });

  it('its cues follow what they do in English', () => {
    expect(html).toContain('translating “<bdi lang="ko">우리말로 옮긴</bdi>”');
    expect(html).toContain('paraphrasing “<bdi lang="ru">сообщил</bdi>”');
  });

  it('its drawing has the original beneath the name and the cue', () => {
    const drawing = /<svg(?:(?!<\/svg>).)*drawing-wide.*?<\/svg>/su.exec(html)![0];
    const words = [...drawing.matchAll(/<text[^>]*?(?: lang="([^"]*)")?[^>]*>(.*?)<\/text>/gsu)].map(
      ([tag, , text]) => {
        return `${/ lang="([^"]*)"/u.exec(tag.slice(0, tag.indexOf('>')))?.[1] ?? '-'} ${text!.replace(/<[^>]*>/gu, '')}`;
      },
    );
    const after = (name: string): string => words[words.indexOf(name) + 1]!;
    expect(after('- Hanyeoul News')).toBe('- Agency');
    expect(after('- Agency')).toBe('ko 한여울통신');
    expect(after('- White Cape Herald')).toBe('- Вестник Белого Мыса');
    expect(after('- translating')).toBe('ko “우리말로');
  });

  it('a frame with it says them in its sentence', async () => {
    expect((await sample.get(`${path}/embed`)).text).toContain(
      'an unnamed source (“a source in the port”, источник в порту)',
    );
  });

  it('labels of its files have both names, and what programs read has the recorded one', async () => {
    const file = async (ending: string): Promise<string> => {
      const { text, body } = await sample.get(path + ending);
      return text ?? String(body);
    };
    expect(await file('.dot')).toContain('label="Hanyeoul News Agency (한여울통신), 22 Aug 2025"');
    expect(await file('.dot')).toContain('label="paraphrasing “сообщил”"');
    expect(await file('.mmd')).toContain('Hanyeoul News Agency (한여울통신)<br>');
    const graphMl = await file('.graphml');
    expect(graphMl).toContain('<data key="node-source">한여울통신</data>');
    expect(graphMl).toContain('<data key="node-label">Hanyeoul News Agency (한여울통신), ');
    expect(graphMl).toContain('<data key="edge-cue">сообщил</data>');
    expect(await file('.csv')).toContain(',Hanyeoul News Agency,한여울통신,agency,');
  });
});

describe('sources in other scripts elsewhere', () => {
  it.each([
    ['search', '/search?q=한여울', '(<bdi lang="ko"><mark>한여울</mark>통신</bdi>)'],
    ['search by the English name', '/search?q=hanyeoul', '<mark>Hanyeoul</mark>'],
    ['the documents', '/documents', '<bdi lang="en">Hanyeoul News Agency</bdi> ('],
  ])('%s', async (_, path, shown) => {
    const sample = await openSample();
    expect((await sample.get(encodeURI(path))).text).toContain(shown);
  });
});
