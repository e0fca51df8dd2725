import type { ListedEntity } from '@linchpin/facts';
import { idOf } from '../id-of.js';
import type { RecordDraft } from '../record-draft.js';
import { stateOfCode } from '../states.js';
import { agreedDate } from './ftm-dates.js';
import type { FtmEntity } from './ftm-entity.js';
import type { FtmFile } from './ftm-file.js';
import { idIn } from './ftm-ids.js';
import { restOf, validTimeOf } from './ftm-link.js';

const told = ['entity', 'authority', 'authorityId', 'unscId', 'programId', 'startDate', 'endDate'];

/** A listing of one party: who listed it, under which programme, when, and from when on it applies, which is another date. */
export function readSanction(draft: RecordDraft, entity: FtmEntity, file: FtmFile): void {
  const { id: key, properties } = entity;
  const targets = (properties.entity ?? []).filter((each) => file.kindOf(each));
  if (targets.length === 0) return draft.warn('a sanction of what is no party here', `${key}: ${(properties.entity ?? []).join(', ')}`);
  const designation: ListedEntity = {
    id: idIn(file, key),
    kind: 'Designation',
    label: `Listing of ${targets.join(', ')}${properties.authority ? ` by ${properties.authority[0]}` : ''}`,
    identifiers: (properties.authorityId ?? []).map((value) => ({ scheme: 'authority-id', value })),
  };
  draft.entities.push(designation);
  const programmes = properties.programId ?? properties.program ?? [];
  const listingDate = agreedDate(properties.listingDate ?? []);
  const period = validTimeOf(draft, entity, designation.id);
  for (const target of targets) {
    draft.say({
      predicate: 'targetsEntity',
      object: idIn(file, target),
      qualifiers: { ...(listingDate ? { listingDate } : {}), ...(programmes[0] ? { programId: programmes[0].slice(0, 500) } : {}) },
      ...period,
    });
    for (const value of properties.unscId ?? []) {
      draft.say({
        subject: idIn(file, target),
        predicate: 'identifier',
        value: { text: value },
        qualifiers: { scheme: 'un-reference' },
        quote: value,
      });
    }
  }
  const [name, ...otherNames] = properties.program ?? [];
  const named = programmes.length === 1 && otherNames.length === 0 ? name : undefined;
  for (const programme of programmes) sayRegime(draft, programme, named ?? programme, file);
  for (const authority of properties.authority ?? []) sayAuthority(draft, authority, properties.country ?? [], file);
  const rest = restOf(entity, [...told, ...(listingDate ? ['listingDate'] : []), ...(named || !properties.programId ? ['program'] : [])]);
  if (rest) draft.remark('no predicate holds this part of a sanction', rest.slice(2));
}

function sayRegime(draft: RecordDraft, code: string, label: string, { list }: FtmFile): void {
  const regime: ListedEntity = { id: idOf(`${list}-program`, code), kind: 'SanctionsRegime', label };
  draft.entities.push(regime);
  draft.say({ predicate: 'partOfRegime', object: regime.id, quote: code, part: 'program' });
}

/** An authority of one state is a body of it; others, such as the United Nations, are organisations. */
function sayAuthority(draft: RecordDraft, label: string, countries: readonly string[], { list }: FtmFile): void {
  const states = countries.filter(stateOfCode);
  const id = idOf(`${list}-authority`, label);
  draft.entities.push({ id, kind: states.length === 1 ? 'Agency' : 'Organization', label });
  draft.say({ predicate: 'imposedBy', object: id, quote: label, part: 'authority' });
}
