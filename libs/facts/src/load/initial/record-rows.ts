import { affirming, type Stance } from '@linchpin/vocabulary';
import type { Change } from '../../record/change.js';
import type { SeedData } from '../../record/load-seed.js';
import { prepareFact, prepareProposition, type PreparedFact } from '../../record/prepare-fact.js';
import { documentProperties } from '../../record/record-documents.js';
import type { KnownEntity, References } from '../../record/references.js';
import { isIdentifier, keyOf, referencesIn, resolved } from '../ensure-entities.js';
import { digest, documentOf, frameOf, inputOf, noteRecord, recordId, saidBy, type Frame, type Listed } from '../listed-fact.js';
import { warn, type LoadReport } from '../load-report.js';
import { sound } from '../load-records.js';
import type { ListedFact, ListRecord, ListSnapshot } from '../snapshot.js';
import { hasOddNames } from './entity-rows.js';
import { writeFact } from './fact-rows.js';
import { InitialLoadError } from './initial-load-error.js';
import { digestOf, NumbersByDigest, shortened } from './numbers-by-digest.js';
import type { StoreRows } from './store-rows.js';
import type { Survey } from './survey.js';

/** At 17 to 33 bytes each. */
const mostFacts = 40_000_000;
/** Records that are recorded one by one afterwards, by their keys. */
const mostLeft = 50_000;
const voiceOfSeed = 1;
const mostVoices = 65_535;

/** What a record says, read: what can be written at once, and what of it is told. */
interface Reading {
  fresh: PreparedFact[];
  again: number;
  refused: number;
  warnings: [kind: string, example: string][];
}

/** Rows of records with their facts. A record with a fact that rests on what others say is left as a whole. */
export class RecordRows {
  /** Keys of records that are left. */
  readonly left = new Set<string>();
  private readonly keys = new NumbersByDigest(Uint8Array);
  /** Who says a proposition, and how. */
  private readonly propositions = new NumbersByDigest(Uint16Array);
  private readonly voices = new Map<string, number>();
  private readonly frame: Frame;
  private readonly documents: References['documents'];

  constructor(
    private readonly rows: StoreRows,
    snapshot: ListSnapshot,
    seed: SeedData,
    private readonly found: Survey,
  ) {
    this.frame = frameOf(snapshot);
    const document = documentOf(snapshot);
    const { publishedLatest } = documentProperties(document).properties as { publishedLatest?: number };
    const { id, publisher, lang = null } = document;
    this.documents = new Map([[id, { id, publisher, lang, publishedLatest: publishedLatest ?? null, text: null, passages: [] }]]);
    this.reserve(seed);
  }

  /** Writes a record, or leaves it. @param report told what came of it */
  add(record: ListRecord, report: LoadReport, change: Change, at: Date): void {
    const id = recordId(this.frame.list, record.key);
    if (this.left.has(record.key)) return;
    if (this.isKnown(id)) {
      report.records.read++;
      warn(report, 'a number that stands in the list twice', `${record.place}: ${record.key}`);
      return;
    }
    const reading = record.entities.some(hasOddNames) ? null : this.read(record, id, change);
    if (!reading) return this.leave(record);
    this.keys.set(digestOf(id), 1);
    const { content, entities, facts } = record;
    const compared = { content: digest(content), derived: digest([entities, facts]), seen: this.frame.date };
    this.rows.lone('ListRecord', { id, list: this.frame.list, ...compared });
    for (const fact of reading.fresh) this.write(fact, change, at);
    for (const { kind, text } of record.warnings) warn(report, kind, `${record.place}: ${text}`);
    sound(record, report);
    for (const { id: named, kind } of entities)
      if ((this.entityOf(named)?.kind ?? kind) !== kind)
        warn(report, 'an id under which an entity of another kind is known', `${record.place}: ${named}`);
    for (const [kind, example] of reading.warnings) warn(report, kind, example);
    report.records.read++;
    report.records.added++;
    report.facts.made += reading.fresh.length;
    report.facts.known += reading.again;
    report.facts.refused += reading.refused;
  }

  private isKnown(id: string): boolean {
    return this.keys.get(digestOf(id)) !== undefined;
  }

  private leave({ key }: ListRecord): void {
    // What all records speak of is recorded before each import anyway.
    if (key === 'frame') return;
    this.left.add(key);
    if (this.left.size > mostLeft)
      throw new InitialLoadError(
        `More than ${mostLeft} records deny something, or say what others say: they have to be weighed one by one.`,
      );
  }

  private write(fact: PreparedFact, change: Change, at: Date): void {
    this.propositions.set(shortened(fact.properties.proposition!), this.voiceOf(fact));
    if (this.propositions.size > mostFacts) throw new InitialLoadError(`The list has more than ${mostFacts} facts.`);
    writeFact(this.rows, fact, this.entityOf(fact.attestations[0]!.claimant)!, change, at);
  }

  /** Null for a record that is to be left. */
  private read(record: ListRecord, id: string, change: Change): Reading | null {
    const { place, entities } = record;
    const listings = new Set(entities.filter(({ kind }) => kind === 'Designation').map((each) => each.id));
    const reading: Reading = { fresh: [], again: 0, refused: 0, warnings: [] };
    const own = new Map<string, number>();
    for (const [said, fact] of new Map(record.facts.map((each) => [saidBy(each), each]))) {
      const references = this.referencesOf(fact, change);
      const named = resolved(fact, references.entities);
      if (!named) {
        reading.warnings.push(['what a fact speaks of is not known here', `${place}: ${fact.object ?? fact.subject}`]);
        continue;
      }
      const listed: Listed = { fact: named, record: id, said, place, listing: listings.has(fact.subject) };
      const { ready, refusals } = prepareFact(inputOf(listed, this.frame), references);
      for (const { code, message } of refusals) reading.warnings.push([`refused: ${code}`, `${place}: ${message}`]);
      if (!ready) {
        reading.refused++;
        continue;
      }
      noteRecord(ready, listed);
      const proposition = ready.properties.proposition!;
      const [voice, known] = [this.voiceOf(ready), own.get(proposition) ?? this.propositions.get(shortened(proposition))];
      if (!affirming.includes(ready.attestations[0]!.properties.stance as Stance) || (known !== undefined && known !== voice)) return null;
      if (known === undefined) reading.fresh.push(ready);
      else reading.again++;
      own.set(proposition, voice);
    }
    return reading;
  }

  private referencesOf(fact: ListedFact, { begun }: Change): References {
    const entities = new Map<string, KnownEntity>();
    for (const reference of [...referencesIn(fact), this.frame.authority]) {
      const id = isIdentifier(reference) ? this.found.identified.get(keyOf(reference)) : reference;
      const entity = id === undefined ? undefined : this.entityOf(id);
      if (entity) entities.set(isIdentifier(reference) ? keyOf(reference) : reference, entity).set(entity.id, entity);
    }
    return { now: begun, entities, documents: this.documents };
  }

  private entityOf(id: string): KnownEntity | undefined {
    return this.found.entities.get(id);
  }

  private voiceOf({ attestations: [said] }: PreparedFact): number {
    const key = `${String(said!.properties.stance)} ${said!.claimant}`;
    const known = this.voices.get(key) ?? this.voices.size + voiceOfSeed + 1;
    if (known > mostVoices) throw new InitialLoadError(`More than ${mostVoices} claimants are too many.`);
    this.voices.set(key, known);
    return known;
  }

  /** What the seed says is recorded after the start: whoever says it too is one more who does. */
  private reserve({ entities, documents, facts }: SeedData): void {
    const known = new Map<string, KnownEntity>(entities.map(({ id, kind, label }) => [id, { id, kind, label }]));
    for (const { id, title = id } of documents) known.set(id, { id, kind: 'Document', label: title });
    const references: References = { now: new Date().toISOString(), entities: known, documents: new Map() };
    for (const fact of facts) {
      const { ready } = prepareProposition(fact, references);
      if (ready?.properties.proposition) this.propositions.set(shortened(ready.properties.proposition), voiceOfSeed);
    }
  }
}
