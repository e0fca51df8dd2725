import type { Kind } from '@linchpin/vocabulary';
import type { ListRecord } from '@linchpin/facts';
import { excerpt } from '../excerpt.js';
import { idOf } from '../id-of.js';
import { textAt, textsAt, type JsonRecord } from '../json-record.js';
import { ofac } from '../ofac-csv/ofac-lists.js';
import { partOfId } from '../part-of-id.js';
import { RecordDraft } from '../record-draft.js';
import { stateOfCode } from '../states.js';
import { industryBureau } from '../us-csl/sources.js';
import { isOfacCode } from './ofac-codes.js';
import type { YamlFile } from './yaml-file.js';

/** Issuers that are the authorities of other lists, by the ids that they have there. */
const authorities: Record<string, string> = {
  us_ofac: ofac.id,
  zz_unsc: 'un-security-council',
  gb_ofsi: 'uk-ofsi',
  us_bis: industryBureau.id,
  us_state: 'us-state-department',
};
/** They publish leaks and notices, no sanctions: their "programmes" are no regimes. */
const noAuthority = new Set(['zz_icij', 'zz_icpo_interpol']);

export const issuerId = (key: string): string => authorities[key] ?? idOf('issuer', key.replaceAll('_', '-'));

/** What is not read as a fact stands in these properties. */
function remarkOnRest(draft: RecordDraft, value: JsonRecord, told: readonly string[]): void {
  for (const property of Object.keys(value).filter((each) => !told.includes(each))) {
    const texts = textsAt(value, property);
    if (texts.length === 0) continue;
    if (property === 'id' || property === 'dataset') draft.warn(`a note of OpenSanctions for itself: ${property}`, texts.join('; '));
    else
      draft.remark(`no predicate holds this property: ${property}`, `${property}: ${texts.map(excerptOf(property)).join('; ')}`, {
        part: property,
      });
  }
}

const excerptOf =
  (property: string) =>
  (text: string): string =>
    property === 'summary' ? excerpt(text.replace(/\s+/g, ' ')) : text;

/** Who imposes. A body with the territory of a state is an agency of it. */
export function issuerRecord(key: string, { value, place }: YamlFile): ListRecord {
  const id = issuerId(key);
  const draft = new RecordDraft({ key: `issuers/${key}`, place, subject: id });
  const [name = key, acronym] = [textAt(value, 'name'), textAt(value, 'acronym')];
  const state = stateOfCode(textAt(value, 'territory') ?? '');
  const kind: Kind = state ? 'Agency' : 'Organization';
  draft.entities.push({
    id,
    kind,
    label: name,
    names: [name, ...(acronym ? [acronym] : [])].map((text) => ({ text, lang: 'en' })),
    identifiers: [{ scheme: 'opensanctions-issuer', value: key }],
  });
  if (acronym) draft.say({ predicate: 'alias', value: { text: acronym }, quote: acronym, part: 'acronym' });
  if (state) draft.say({ predicate: 'agencyOf', object: state, quote: textAt(value, 'territory'), part: 'territory' });
  remarkOnRest(draft, value, ['name', 'acronym', ...(state ? ['territory'] : [])]);
  return draft.finished(JSON.stringify(value));
}

interface Known {
  issuers: ReadonlyMap<string, unknown>;
  /** Whether a name is a code of OFAC under which one programme alone goes. */
  isOwnCode: (alias: string) => boolean;
}

/** A programme: a regime, who imposed it, under which names and codes it goes. What it targets and how is kept as text. */
export function programRecord({ value, place }: YamlFile, { issuers, isOwnCode }: Known): ListRecord {
  const [key = '', title = '', issuer = ''] = ['key', 'title', 'issuer'].map((name) => textAt(value, name)?.replace(/\s+/g, ' '));
  const isRegime = !noAuthority.has(issuer);
  const id = isRegime ? idOf('opensanctions-program', partOfId(key)) : issuerId(issuer);
  const draft = new RecordDraft({ key: `programs/${key}`, place, subject: id });
  if (!isRegime) {
    if (issuers.has(issuer)) draft.remark('a programme that is no regime of sanctions', `${key}: ${title}`);
    else draft.warn('a programme that is no regime of sanctions', `${key}: ${title}`);
    return draft.finished(JSON.stringify(value));
  }
  const aliases = textsAt(value, 'aliases').map((alias) => alias.replace(/\s+/g, ' '));
  const codes = issuer === 'us_ofac' ? aliases.filter((alias) => isOfacCode(alias) && isOwnCode(alias)) : [];
  draft.entities.push({
    id,
    kind: 'SanctionsRegime',
    label: title,
    names: [title, ...aliases].map((text) => ({ text })),
    identifiers: [{ scheme: 'opensanctions-program', value: key }, ...codes.map((code) => ({ scheme: 'ofac-program', value: code }))],
  });
  draft.say({
    predicate: 'identifier',
    value: { text: key },
    qualifiers: { scheme: 'opensanctions-program' },
    quote: key,
    part: 'key',
  });
  if (issuers.has(issuer)) draft.say({ predicate: 'imposedBy', object: issuerId(issuer), quote: issuer, part: 'issuer' });
  else draft.remark('its issuer is in no file', `issuer: ${issuer || 'none'}`, { part: 'issuer' });
  for (const alias of new Set(aliases)) draft.say({ predicate: 'alias', value: { text: alias }, quote: alias, part: 'aliases' });
  for (const code of codes)
    draft.say({ predicate: 'identifier', value: { text: code }, qualifiers: { scheme: 'ofac-program' }, quote: code, part: 'aliases' });
  remarkOnRest(draft, value, ['key', 'title', 'issuer', 'aliases']);
  return draft.finished(JSON.stringify(value));
}
