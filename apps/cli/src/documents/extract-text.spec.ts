import { textOfHtml } from './extract-html.js';
import { mostPages, textOfPdf } from './extract-pdf.js';
import { extractText } from './extract-text.js';

/** A PDF with these lines on each page; `trailer` adds to its end, as encryption does. */
function pdfOf(pages: string[][], trailer = ''): Uint8Array {
  const streams = pages.map((lines) => `BT /F1 12 Tf 50 700 Td ${lines.map((line) => `(${line}) Tj 0 -14 Td`).join(' ')} ET`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...streams.flatMap((stream, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}${end}`, 'latin1'));
}
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

describe('a PDF', () => {
  it('gives its pages as running text', async () => {
    const file = pdfOf([['TransTelecom has begun to carry traf-', 'fic for North Korea since 1', 'October.'], ['Page two.']]);
    expect(await textOfPdf(file)).toEqual({
      text: 'TransTelecom has begun to carry traffic for North Korea since 1 October.\n\nPage two.',
      pages: 2,
    });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['is none', bytes('Just words.'), /no PDF, or it is broken/],
    ['is cut off', pdfOf([['Words']]).slice(0, 40), /no PDF, or it is broken/],
    [
      'is encrypted',
      pdfOf(
        [['Words']],
        `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'1f'.repeat(32)}> /U <${'2e'.repeat(32)}> /P -4 >> /ID [<00> <00>]`,
      ),
      /encrypted\. Save a copy/,
    ],
    ['has no text', pdfOf([[]]), /its pages are images/],
    ['has too many pages', pdfOf(Array.from({ length: mostPages + 1 }, () => [])), /has 1001 pages; at most 1000/],
  ])('that %s is refused', async (_what, file, message) => {
    await expect(extractText('pdf', file)).rejects.toThrow(message);
  });
});

describe('a page of the web', () => {
  const article =
    '<article><h1>New Access</h1><p>TransTelecom&nbsp;has <b>be&shy;gun</b>\n to <a href="/x">carry</a> traffic.</p><p>Second.</p></article>';

  it('gives its article, letter for letter as it is read', () => {
    const page = `<html><body><nav>Home</nav>${article}<footer>Imprint</footer><script>alert(1)</script></body></html>`;
    expect(textOfHtml(page)).toBe('New Access\n\nTransTelecom has begun to carry traffic.\n\nSecond.');
  });

  it('without an article gives all of its text but menus, forms and programs', () => {
    const page =
      '<body><nav>Home</nav><div>One<br>two</div><form>Search</form><style>p{}</style><ul><li>three</li></ul><img src="/a" alt="x"></body>';
    expect(textOfHtml(page)).toBe('One\ntwo\nthree');
  });

  it('may be a part of a page, or deep', () => {
    expect(textOfHtml('<p>Only this.</p>')).toBe('Only this.');
    expect(textOfHtml(`${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}<p>flat</p>`)).toContain('flat');
  });

  it('is read in the encoding that it names', async () => {
    const page = (charset: string) => `<meta charset="${charset}"><p>Zürich</p>`;
    expect((await extractText('html', bytes(page('iso-8859-1'), 'latin1'))).text).toBe('Zürich');
    expect((await extractText('html', bytes(page('utf-8')))).text).toBe('Zürich');
    expect((await extractText('txt', bytes('\ufeffZürich\r\n \r\n\r\nend', 'utf16le'))).text).toBe('Zürich\n\nend');
    await expect(extractText('html', bytes(page('utf-8'), 'latin1'))).rejects.toThrow('not in the encoding utf-8');
    await expect(extractText('html', bytes(page('nonsense')))).rejects.toThrow('not in the encoding nonsense');
  });

  it('without any text is refused', async () => {
    await expect(extractText('html', bytes('<p> </p>'))).rejects.toThrow('There is no text in the file.');
  });
});
