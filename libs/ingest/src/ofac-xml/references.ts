import type { XmlElement } from '../xml-records.js';

/** The sets of values of the advanced format to which its other parts refer by number. */
export const referenceNames = [
  'AliasType',
  'AreaCode',
  'Country',
  'DetailReference',
  'DocNameStatus',
  'EntryEventType',
  'FeatureType',
  'IDRegDocDateType',
  'IDRegDocType',
  'LegalBasis',
  'List',
  'LocPartType',
  'NamePartType',
  'PartySubType',
  'PartyType',
  'RelationType',
  'Reliability',
  'SanctionsType',
  'Script',
  'Validity',
] as const;
type ReferenceName = (typeof referenceNames)[number];

export class References {
  private readonly values = new Map<string, { text: string; attributes: Record<string, string> }>();

  add({ name, attributes, text }: XmlElement): void {
    this.values.set(`${name} ${attributes.ID ?? ''}`, { text: text.replace(/\s+/g, ' ').trim(), attributes });
  }

  /** Blank where the file has no such value. */
  textOf(name: ReferenceName, id: string | undefined): string {
    return this.values.get(`${name} ${id ?? ''}`)?.text ?? '';
  }

  attributeOf(name: ReferenceName, id: string | undefined, attribute: string): string | undefined {
    return this.values.get(`${name} ${id ?? ''}`)?.attributes[attribute];
  }
}
