import type { RecordDraft } from '../record-draft.js';
import type { FtmEntity } from './ftm-entity.js';
import type { FtmFile } from './ftm-file.js';
import { idIn } from './ftm-ids.js';
import { restOf, validTimeOf } from './ftm-link.js';

/** Schemata that say of their holder what is no link: papers, wallets, posts. */
export const holdingSchemata = new Set(['Identification', 'Passport', 'CryptoWallet', 'Occupancy']);

export function readHolding(draft: RecordDraft, entity: FtmEntity, file: FtmFile): void {
  const holders = (entity.properties.holder ?? []).filter((each) => file.kindOf(each));
  if (holders.length === 0) return draft.warn(`its holder is no party here: ${entity.schema}`, entity.id);
  for (const holder of holders) {
    if (entity.schema === 'Occupancy') readPost(draft, entity, holder, file);
    else readNumber(draft, entity, holder, file);
  }
}

function readNumber(draft: RecordDraft, entity: FtmEntity, holder: string, file: FtmFile): void {
  const subject = idIn(file, holder);
  const { properties, schema } = entity;
  const wallet = schema === 'CryptoWallet';
  const names = wallet ? ['publicKey', 'cryptoAddress'] : ['number', 'passportNumber'];
  const numbers = new Set(names.flatMap((name) => properties[name] ?? []));
  const scheme = wallet ? walletScheme(entity) : paperScheme(entity);
  const period = validTimeOf(draft, entity, subject);
  for (const text of numbers)
    draft.say({ subject, predicate: 'identifier', value: { text }, qualifiers: { scheme }, ...period, quote: text });
  const inScheme = scheme === 'document' || scheme === 'crypto' ? [] : ['type', 'currency', 'currencySymbol'];
  const rest = restOf(entity, ['holder', 'startDate', 'endDate', ...names, ...inScheme]);
  if (rest || numbers.size === 0) draft.remark(`no predicate holds this part: ${schema}`, schema + rest, { subject });
}

function walletScheme({ properties }: FtmEntity): string {
  const [symbol] = [...(properties.currencySymbol ?? []), ...(properties.currency ?? [])];
  return symbol && /^[A-Za-z0-9]{2,6}$/.test(symbol) ? `crypto-${symbol.toLowerCase()}` : 'crypto';
}

function paperScheme({ schema, properties }: FtmEntity): string {
  const type = properties.type?.join(' ') ?? '';
  if (schema === 'Passport' || /passport/i.test(type)) return 'passport';
  return /national|identity card|identification number/i.test(type) ? 'national-id' : 'document';
}

function readPost(draft: RecordDraft, entity: FtmEntity, holder: string, file: FtmFile): void {
  const subject = idIn(file, holder);
  const period = validTimeOf(draft, entity, subject);
  const told = ['holder', 'post', 'startDate', 'endDate'];
  for (const post of entity.properties.post ?? []) {
    const { text, organization } = file.spokenOf(post) ?? { text: post };
    const kind = organization ? file.kindOf(organization) : undefined;
    const place = { subject, ...period };
    if (organization && kind && kind !== 'Person' && kind !== 'Vessel' && kind !== 'Aircraft' && file.kindOf(holder) === 'Person')
      draft.say({
        ...place,
        predicate: 'holdsPositionAt',
        object: idIn(file, organization),
        qualifiers: { title: text.slice(0, 500) },
        quote: text,
      });
    else draft.remark('a post without an organisation', `Position: ${text}`, place);
  }
  const rest = restOf(entity, told);
  if (rest) draft.remark('no qualifier holds this part of a post', `Occupancy${rest}`, { subject });
}
