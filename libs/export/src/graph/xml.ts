import type { Losses } from '../format.js';
import { lose } from '../losses.js';

/** What XML 1.0 allows, section 2.2; half a surrogate pair is no character. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** A reader turns tabs and line breaks in an attribute into spaces unless they are written as numbers. */
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Writes XML; characters that it forbids even as numbers are left out and counted. */
export class Xml {
  constructor(private readonly losses: Losses) {}

  /** For an attribute, or between tags. */
  text(text: string): string {
    lose(this.losses, 'character that XML forbids', text.match(forbidden)?.length ?? 0);
    return text.replace(forbidden, '').replace(/[&<>"'\t\n\r]/g, (sign) => escapes[sign]!);
  }

  /** `<name key="value">inside</name>`, or `<name key="value"/>`. @param inside markup */
  tag(name: string, attributes: Record<string, string | undefined>, inside = ''): string {
    const told = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${this.text(value)}"`]));
    return `<${name}${told.join('')}${inside === '' ? '/' : `>${inside}</${name}`}>`;
  }
}
