/** The part of npm edtf 4.11.1 that is used here; the package ships no types. */
declare module 'edtf' {
  export interface ParsedDate {
    type: 'Date' | 'Year' | 'Season' | 'Decade' | 'Set' | 'List';
    /** Year, month − 1, day, hour, minute, second, millisecond: as many as are written. Nested for sets. */
    values: number[];
    /** Minutes east of UTC. Present for an instant; `timeZone` only if the text carries one. */
    offset?: number;
    timeZone?: string;
    significant?: number;
  }
  /** @throws Error of various classes for any text outside the level and types. */
  export function parse(text: string, constraints: { level: 1 | 2 | 3; types: ParsedDate['type'][] }): ParsedDate;
}
