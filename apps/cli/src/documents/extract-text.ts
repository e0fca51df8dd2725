import { textOfHtml, readable } from './extract-html.js';
import { textOfPdf, UnreadableFile } from './extract-pdf.js';

export const fileKinds = { pdf: ['.pdf'], html: ['.html', '.htm', '.xhtml'], txt: ['.txt'] } as const;
export type FileKind = keyof typeof fileKinds;

export interface ExtractedText {
  kind: FileKind;
  text: string;
  /** Only of a PDF. */
  pages?: number;
}

/** As the file itself says: by its first bytes, then by its own word, otherwise UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /^<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/.exec(head)?.[1] ?? 'utf-8'
  );
}

function decoded(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UnreadableFile(`The file is not in the encoding ${encoding}. Save it as UTF-8.`, { cause: error });
  }
}

/** The text of a file. @throws UnreadableFile also where there is none */
export async function extractText(kind: FileKind, bytes: Uint8Array): Promise<ExtractedText> {
  const extracted: ExtractedText =
    kind === 'pdf'
      ? { kind, ...(await textOfPdf(bytes)) }
      : { kind, text: kind === 'html' ? textOfHtml(decoded(bytes)) : readable(decoded(bytes)) };
  if (!extracted.text)
    throw new UnreadableFile(
      kind === 'pdf'
        ? 'There is no text in the PDF: its pages are images, perhaps. Run it through text recognition first.'
        : 'There is no text in the file.',
    );
  return extracted;
}
