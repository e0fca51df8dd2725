import { ofacDate } from './ofac-date.js';
import { numberIn } from './remark-numbers.js';

/** What one part of a remark says. `text` is the part itself, which becomes the quote, unless a list writes the same in other words: then `quote` has them, or is blank. */
export type Mined = { text: string; quote?: string } & (
  | { sort: 'LINK'; name: string }
  | { sort: 'BIRTH_DATE'; date: string }
  | { sort: 'BIRTH_PLACE'; place: string }
  | { sort: 'CITIZENSHIP'; country: string }
  /** `loose`: others may bear the same, so that it tells no two parties apart. */
  | { sort: 'IDENTIFIER'; scheme: string; value: string; country?: string; loose?: true }
  | { sort: 'ALIAS'; name: string }
  | { sort: 'GENDER'; gender: string }
  | { sort: 'FLAG'; country: string }
  | { sort: 'SECTOR'; sector: string }
  /** What follows from the listing, or by which directive: said of the listing, in the list's words. */
  | { sort: 'CONDITION' }
  /** Of a kind that is known and that no predicate holds: Aircraft Model. */
  | { sort: 'FEATURE'; feature: string }
  | { sort: 'OTHER' }
);

const conditions =
  /^(?:Additional Sanctions Information|Secondary sanctions risk|Transactions Prohibited For Persons|Executive Order \d+ |CAATSA Section \d+|PEESA Information|IFCA Determination|(?:Listing|Effective) Date \(|Purchase\/Sales For Divestment Date|for more information|(?:and )?all (?:other )?(?:offices|branches)(?: worldwide)?$)/i;
const features =
  /^(Organization Established Date|Aircraft Manufacture Date|Aircraft Model|Aircraft Operator|Former Vessel Flag|Former Vessel Type|Other Vessel (?:Type|Flag|Call Sign)|Vessel Year of Build|Vessel (?:Gross Registered )?Tonnage|Target Type|Issuer Name|Chinese Commercial Code|Registration Country|ICTY indictee|Title|Vessel type|Vessel owner)\b/;

/** Splits a remark into its parts, as OFAC separates them: by semicolons, of which names and addresses have none. */
export const partsOf = (remark: string): string[] =>
  remark
    .split(/;\s+/)
    .map((part) => part.trim().replace(/\.$/, '').replace(/;$/, ''))
    .filter(Boolean);

/** Reads one part. What has no known pattern is kept as OTHER. */
export function mine(part: string): Mined {
  const text = part;
  const plain = part.replace(/^alt\. /, '');
  const after = (words: string): string | null => (plain.startsWith(words) ? plain.slice(words.length).trim() : null);
  const link = linkedName(plain);
  if (link) return { sort: 'LINK', name: link, text };
  const born = after('DOB ');
  const date = born && ofacDate(born);
  if (date) return { sort: 'BIRTH_DATE', date, text };
  const place = after('POB ');
  if (place) return { sort: 'BIRTH_PLACE', place, text };
  const country = after('nationality ') ?? after('citizen ') ?? after('Nationality Country ') ?? after('Citizenship Country ');
  if (country) return { sort: 'CITIZENSHIP', country, text };
  const flag = after('Nationality of Registration ') ?? after('Vessel Flag ');
  if (flag) return { sort: 'FLAG', country: flag, text };
  const alias = /^[afn]\.k\.a\. '(.+)'$/.exec(plain);
  if (alias) return { sort: 'ALIAS', name: alias[1]!, text };
  const gender = /^Gender:? (Male|Female)$/.exec(plain);
  if (gender) return { sort: 'GENDER', gender: gender[1]!.toLowerCase(), text };
  const sector = after('Organization Type:');
  if (sector) return { sort: 'SECTOR', sector, text };
  if (conditions.test(plain)) return { sort: 'CONDITION', text };
  const feature = features.exec(plain);
  if (feature) return { sort: 'FEATURE', feature: feature[1]!, text };
  const number = numberIn(plain);
  return number ? { sort: 'IDENTIFIER', ...number, text } : { sort: 'OTHER', text };
}

/** "(Linked To: X)" stands in brackets in some of the lists, and names may end in brackets of their own. */
function linkedName(plain: string): string | null {
  const name = /^\(?Linked To: ?(.+)$/.exec(plain)?.[1]?.trim();
  if (!name) return null;
  const count = (sign: string): number => name.split(sign).length;
  return count(')') > count('(') && name.endsWith(')') ? name.slice(0, -1) : name;
}
