import { describe, expect, it } from 'vitest';
import { keyUrl } from '../../src/model/address-key.ts';

describe('the key of addresses', () => {
  it('of one with a Latin letter is the same however many were asked for', () => {
    // Node 20's URL.canParse takes it for no address once it is optimised, after some eight thousand calls.
    const address = 'https://münchen.example/ä';
    const key = keyUrl(address);
    const others = Array.from({ length: 20_000 }, () => keyUrl(address)).filter((other) => other !== key);
    expect(others).toEqual([]);
  });

  it.each([
    ['https://lenta.example/%d1%82', 'https://lenta.example/%D1%82', 'https://lenta.example/т'],
    [
      'https://news.example/a',
      'http://news.example./a',
      'HTTPS://NEWS.EXAMPLE:443/a/',
      'http://www.news.example:80/a#top',
    ],
    ['https://news.example/~ann/a-b', 'https://news.example/%7Eann/a%2Db', 'https://news.example/%7eann/a%2db'],
    ['https://en.wikipedia.org/wiki/TASS_(agency)', 'https://en.m.wikipedia.org/wiki/TASS_%28agency%29'],
    [
      'https://x.com/tass/status/1',
      'https://twitter.com/tass/status/1?s=20&t=abc',
      'https://mobile.twitter.com/tass/status/1',
    ],
    ['https://www.facebook.com/1/posts/2', 'https://m.facebook.com/1/posts/2?fbclid=x'],
    ['https://www.youtube.com/watch?v=A', 'https://m.youtube.com/watch?v=A&si=x&feature=share'],
    ['https://www.yna.co.kr/view/AKR1', 'https://m.yna.co.kr/view/AKR1'],
    ['https://en.yna.co.kr/view/AEN1', 'https://m-en.yna.co.kr/view/AEN1'],
    ['https://old.reddit.com/r/a/1', 'https://www.reddit.com/r/a/1/'],
    ['https://news.example/a?b=1&c=2', 'https://news.example/a?c=2&utm_source=feed&b=1&gclid=x'],
    ['https://news.example/a?q=a%20b', 'https://news.example/a?q=a+b'],
    ['https://app.example/#!/1', 'https://APP.example/#!/1', 'https://app.example#!/%31'],
    ['https://münchen.example/ä', 'https://xn--mnchen-3ya.example/%C3%A4'],
    ['https://news.example/a', 'https://news.example/a#:~:text=on%20Monday'],
  ])('%s is the same as its other forms', (address, ...forms) => {
    expect(forms.map(keyUrl)).toEqual(forms.map(() => keyUrl(address)));
  });

  it.each([
    ['https://app.example/#!/1', 'https://app.example/#!/2'],
    ['https://app.example/#/1', 'https://app.example/#/2'],
    ['https://app.example/#/1', 'https://app.example/#!/1'],
    ['https://app.example/#/1', 'https://app.example/'],
    ['https://news.example/a', 'https://news.example/A'],
    ['https://news.example/a%2Fb', 'https://news.example/a/b'],
    ['https://news.example/a%3Fb', 'https://news.example/a?b='],
    ['https://m.news.example/a', 'https://news.example/a'],
    ['https://news.example:8080/a', 'https://news.example/a'],
    ['https://news.example/a?t=1', 'https://news.example/a?t=2'],
    ['https://x.com/tass/status/1', 'https://x.com/tass/status/2'],
    ['https://netflix.com/a', 'https://x.com/a'],
    ['https://en.wikipedia.org/wiki/A', 'https://de.m.wikipedia.org/wiki/A'],
    ['https://www.youtube.com/watch?v=A', 'https://www.youtube.com/watch?v=a'],
    ['https://news.example/%E0%A4%A', 'https://news.example/%E0%A4%AA'],
  ])('%s is not the same as %s', (one, other) => {
    expect(keyUrl(one)).not.toBe(keyUrl(other));
  });

  it('what is no address has no key', () => {
    expect([null, '', 'news.example'].map(keyUrl)).toEqual([null, null, null]);
  });
});
