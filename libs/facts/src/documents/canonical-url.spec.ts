import fc from 'fast-check';
import { canonicalUrl } from './canonical-url.js';

it.each([
  ['https://WWW.Zeit.DE/digital/2017-10/nordkorea', 'https://www.zeit.de/digital/2017-10/nordkorea'],
  ['https://www.zeit.de:443/digital/', 'https://www.zeit.de/digital'],
  ['http://example.org:80', 'http://example.org'],
  ['http://example.org:8080/a', 'http://example.org:8080/a'],
  ['https://example.org/a#kommentare', 'https://example.org/a'],
  ['https://example.org/a#:~:text=words', 'https://example.org/a'],
  ['https://example.org/#!/press/17', 'https://example.org/#!/press/17'],
  ['https://example.org/a?utm_source=x&UTM_Medium=y&id=7', 'https://example.org/a?id=7'],
  ['https://example.org/a?fbclid=1&gclid=2&msclkid=3&wt_zmc=4', 'https://example.org/a'],
  ['https://example.org/a?b=2&a=1', 'https://example.org/a?a=1&b=2'],
  ['https://example.org/Case/Matters', 'https://example.org/Case/Matters'],
  ['https://example.org/a/../b/./c', 'https://example.org/b/c'],
  ['https://user:secret@example.org/a', 'https://example.org/a'],
  ['https://пример.рф/новости', 'https://xn--e1afmkfd.xn--p1ai/новости'],
])('%s is %s', (given, canonical) => {
  expect(decodeURI(canonicalUrl(given))).toBe(canonical);
});

it.each([
  ['http://example.org/a', 'https://example.org/a'],
  ['https://www.example.org/a', 'https://example.org/a'],
  ['https://example.org/a?page=1', 'https://example.org/a?page=2'],
  ['https://example.org/a', 'https://example.org/A'],
])('%s is not %s', (one, other) => {
  expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
});

it.each(['ftp://example.org/a', 'javascript:alert(1)', 'data:text/plain,a', 'example.org', ''])('refuses %s', (url) => {
  expect(() => canonicalUrl(url)).toThrow('not an address of the web');
});

it('is its own canonical form, with or without a way by which the reader came', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: false }), fc.constantFrom('utm_source', 'fbclid', 'gclid', 'yclid'), (url, parameter) => {
      const canonical = canonicalUrl(url);
      expect(canonicalUrl(canonical)).toBe(canonical);
      expect(canonicalUrl(`${url}?${parameter}=x`)).toBe(canonical);
      expect(canonicalUrl(`${url}#part`)).toBe(canonical);
    }),
  );
});
