import { basename } from 'node:path';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { asEntity, asId, asNumber, highestNumber } from '../as-links/as-numbers.js';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { RecordDraft } from '../record-draft.js';
import { delegations, type Delegation, type RirHeader } from './rir-rows.js';

const registries: Record<string, string> = {
  afrinic: 'African Network Information Centre',
  apnic: 'Asia Pacific Network Information Centre',
  arin: 'American Registry for Internet Numbers',
  lacnic: 'Latin America and Caribbean Network Information Centre',
  ripencc: 'RIPE Network Coordination Centre',
};
/** The largest block of numbers that a registry gives at once is far below. */
const largestBlock = 10_000;

function recordOf(delegation: Delegation): ListRecord {
  const { type, start, status, text, place } = delegation;
  const draft = new RecordDraft({ key: `${type} ${start}`, place, subject: '' });
  if (type !== 'asn') draft.warn(`no kind of ours: a block of ${type} addresses`, text);
  else if (status !== 'allocated' && status !== 'assigned') draft.warn(`numbers of no network: ${status}`, text);
  else readNumbers(draft, delegation);
  return draft.finished(text);
}

/**
 * The numbers of a block, each a network. The country is where its holder registered, which the registry does not name: neither a seat nor an
 * owner, so it stays as text.
 */
function readNumbers(draft: RecordDraft, { start, count, country, date, status, holder, text, place }: Delegation): void {
  const first = asNumber(start);
  if (first === undefined || count > largestBlock || first + count - 1 > highestNumber)
    throw new IngestError(place, `no block of numbers of autonomous systems: ${text.slice(0, 80)}`);
  const words = [`Registered: country ${country ?? 'none'}`, `${status}${date ? ` ${date}` : ''}`, ...(holder ? [`holder ${holder}`] : [])];
  for (let number = first; number < first + count; number++) {
    draft.entities.push(asEntity(number));
    const validTime = date ? `${date}/` : undefined;
    draft.say({
      subject: asId(number),
      predicate: 'identifier',
      value: { text: String(number) },
      qualifiers: { scheme: 'asn' },
      ...(validTime ? { validTime } : {}),
    });
    draft.remark('no predicate holds in which country a network is registered', words.join(', '), {
      subject: asId(number),
      ...(validTime ? { validTime } : {}),
    });
  }
}

async function* recordsOf(path: string): AsyncGenerator<ListRecord> {
  for await (const delegation of delegations(path)) yield recordOf(delegation);
}

export const rirDelegated: ListFormat = {
  name: 'rir-delegated',
  about: 'Statistics of a regional internet registry: which numbers of autonomous systems it gave out, when, and in which country.',
  files: 'one file, plain or extended: delegated-apnic-latest',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.map((each) => basename(each)).join(', '), 'give one file of one registry.');
    const header: Partial<RirHeader> = {};
    for await (const _ of delegations(path, header)) break;
    const { registry = '', day = '' } = header;
    const authority: ListedEntity = {
      id: `rir-${registry}`,
      kind: 'Organization',
      label: registries[registry] ?? registry.toUpperCase(),
      names: [{ text: registry === 'ripencc' ? 'RIPE NCC' : registry.toUpperCase() }],
    };
    return {
      list: `rir-${registry}`,
      title: `Delegated statistics of ${authority.label}`,
      authority,
      frame: { entities: [authority], facts: [] },
      date: date ?? day,
      lang: 'en',
      digest: await digestOf([path]),
      records: () => recordsOf(path),
    };
  },
};
