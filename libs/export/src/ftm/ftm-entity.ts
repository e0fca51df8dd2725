/** An entity as one line of FollowTheMoney. */
export interface FtmEntity {
  id: string;
  caption: string;
  schema: string;
  /** Ids under which it was known before. */
  referents: string[];
  /** One for each source in which it occurs. */
  datasets: string[];
  properties: Record<string, string[]>;
}

/** The name of the dataset of a source: such names have underscores for hyphens. */
export const datasetOf = (document: string): string => document.replaceAll('-', '_');

/** FollowTheMoney squeezes white space and drops control characters; so a value is the same before and after. */
export const cleaned = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();

export function add(properties: Record<string, string[]>, property: string, text: string | null | undefined): void {
  const value = text ? cleaned(text) : '';
  if (value === '' || properties[property]?.includes(value)) return;
  (properties[property] ??= []).push(value);
}

export const lineOf = (entity: FtmEntity): string => `${JSON.stringify(entity)}\n`;
