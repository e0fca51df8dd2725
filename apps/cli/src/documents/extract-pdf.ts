import { extractText, getDocumentProxy } from 'unpdf';
import { readable } from './extract-html.js';

export const mostPages = 1_000;

/** A file that cannot be read, told in a sentence. */
export class UnreadableFile extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableFile';
  }
}

const faults: Record<string, string> = {
  PasswordException: 'The PDF is encrypted. Save a copy without a password, if you may.',
  InvalidPDFException: 'This is no PDF, or it is broken.',
};

/** Programs in the file are not run; fonts and images, which text does not need, are neither fetched nor decoded. */
const careful = { isEvalSupported: false, enableXfa: false, disableFontFace: true, useSystemFonts: false, maxImageSize: 1, verbosity: 0 };

/** The lines of a page as running text: a word that was divided at the end of a line is one again. */
const running = (page: string): string =>
  readable(
    readable(page)
      .replace(/(\p{Ll})-\n(?=\p{Ll})/gu, '$1')
      .replace(/\n/g, ' '),
  );

/** The text of a PDF, page after page. @throws UnreadableFile */
export async function textOfPdf(bytes: Uint8Array): Promise<{ text: string; pages: number }> {
  try {
    const pdf = await getDocumentProxy(bytes, careful);
    if (pdf.numPages > mostPages)
      throw new UnreadableFile(`The PDF has ${pdf.numPages} pages; at most ${mostPages} are read. Take the part that is quoted from.`);
    const { text } = await extractText(pdf);
    return { text: text.map(running).filter(Boolean).join('\n\n'), pages: pdf.numPages };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const name = error instanceof Error ? error.name : '';
    throw new UnreadableFile(faults[name] ?? 'The PDF cannot be read: it is broken, or of a kind that is not known here.', {
      cause: error,
    });
  }
}
