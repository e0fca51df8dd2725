import { convert, type HtmlToTextOptions } from 'html-to-text';

/** What is no text of the document: programs, forms, and the ways to other pages. */
const skipped = ['script', 'style', 'noscript', 'template', 'svg', 'img', 'iframe', 'object', 'form', 'button', 'nav', 'footer'];
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

const optionsFor = (base: string): HtmlToTextOptions => ({
  wordwrap: false,
  baseElements: { selectors: [base], returnDomByDefault: false },
  limits: { maxDepth: 200 },
  selectors: [
    ...skipped.map((selector) => ({ selector, format: 'skip' })),
    ...headings.map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { ignoreHref: true } },
    ...['ul', 'ol', 'blockquote'].map((selector) => ({
      selector,
      format: 'block',
      options: { leadingLineBreaks: 2, trailingLineBreaks: 2 },
    })),
    { selector: 'li', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ],
});

/** Spaces that no reader sees, and hyphens that only some see, would keep a quote from being found. */
export const readable = (text: string): string =>
  text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The text of the page's article if it has one, otherwise of the page. Nothing that the page refers to is fetched or run. */
export function textOfHtml(html: string): string {
  for (const base of ['article', 'main', 'body']) {
    const text = readable(convert(html, optionsFor(base)));
    if (text) return text;
  }
  return readable(convert(html, { ...optionsFor('body'), baseElements: { selectors: [] } }));
}
