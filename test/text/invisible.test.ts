import { describe, expect, it } from 'vitest';
import { cleanName, isBlank, markUnseen } from '../../src/text/invisible.ts';

describe('what is not seen', () => {
  it.each([
    ['TA\u200bSS', 'TASS'],
    ['\ufeffTASS\u200e ', 'TASS'],
    ['Nach\u00adrichten', 'Nachrichten'],
    ['\u202eSSAT\u202c', 'SSAT'],
    ['TA\u200cSS', 'TASS'],
    ['A\u3164B', 'AB'],
    ['Reuters\u{e0041}', 'Reuters'],
    // These are seen, or shape what is.
    ['خبرگزاری ایران\u200cما', 'خبرگزاری ایران\u200cما'],
    ['क्\u200dष', 'क्\u200dष'],
    ['👩\u200d🚒 news', '👩\u200d🚒 news'],
    ['❤\ufe0f', '❤\ufe0f'],
    ['Agence\u00a0France', 'Agence\u00a0France'],
    ['ไม่', 'ไม่'],
  ])('the name %j is kept as %j', (name, kept) => {
    expect(cleanName(name)).toBe(kept);
  });

  it('a text of nothing but that is blank', () => {
    expect(['', ' \u200b', '\u3164', '\u2800\n\u00ad'].map(isBlank)).toEqual([true, true, true, true]);
    expect(['a', '\u200b.', '…'].map(isBlank)).toEqual([false, false, false]);
  });

  it('what turns or hides writing is marked where it is read, and kept where it is data', () => {
    const html = '<p title="a\u202eb">c\u202ed\u3164</p><textarea>e\u202ef</textarea><svg><text>g\u2066</text></svg>';
    expect(markUnseen(html)).toBe(
      '<p title="a\u202eb">c[U+202E]d[U+3164]</p><textarea>e\u202ef</textarea><svg><text>g[U+2066]</text></svg>',
    );
    for (const plain of ['<p>ایران\u200cما</p>', '<p>\u200fעברית</p>', '<p>👩\u200d🚒</p>', '<p>Nach\u00adrichten</p>'])
      expect(markUnseen(plain)).toBe(plain);
  });
});
