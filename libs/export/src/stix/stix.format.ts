import type { UnloadedEntity, UnloadedFact, Unloading } from '@linchpin/facts';
import { loseAttestations } from '../attestation-losses.js';
import { inBatches } from '../batches.js';
import { directoryOf } from '../directory.js';
import { isExactDay, isoPrefix } from '../edtf-dates.js';
import type { ExportFormat, Losses } from '../format.js';
import { lose } from '../losses.js';
import { toldEntities } from '../told-entities.js';
import { isAffirmed } from '../who-says.js';
import { stixEntity, stixPiece } from './stix-entity.js';
import { stixFact } from './stix-fact.js';
import { stixId } from './stix-ids.js';
import { extensionDefinition, producer, type StixObject } from './stix-object.js';
import { opinionsOn } from './stix-opinion.js';
import { referencesOf, type References } from './stix-references.js';
import { beginningOf, stixInstant } from './stix-time.js';

/** One bundle of STIX 2.1: denials are opinions on the relationship, sources are reports. */
export const stix: ExportFormat = {
  name: 'stix',
  about: 'One STIX 2.1 bundle; who denies or does not confirm becomes an opinion.',
  extension: 'stix.json',
  mediaType: 'application/stix+json;version=2.1',
  write,
};

async function* write(from: Unloading): AsyncGenerator<string, Losses> {
  const losses: Losses = {};
  let separator = '';
  yield `{"type":"bundle","id":"${stixId('bundle', JSON.stringify(from.at))}","objects":[`;
  yield* inBatches(objectsOf(from, losses), (object) => {
    const text = `${separator}\n${JSON.stringify(object)}`;
    separator = ',';
    return text;
  });
  yield '\n]}\n';
  return losses;
}

async function* objectsOf(from: Unloading, losses: Losses): AsyncGenerator<StixObject> {
  yield producer;
  yield extensionDefinition;
  const directory = await directoryOf(from);
  const references = await referencesOf(from);
  const reports = new Reports(losses);
  for await (const told of toldEntities(from, stixPiece)) {
    yield* stixEntity(told, references, from.at.recordedAt, losses);
    if (told.entity.document) reports.open(told.entity, told.entity.document, told.recordedAt ?? from.at.recordedAt, references);
  }
  for await (const fact of from.facts()) {
    loseAttestations(losses, fact, ['stance', 'claimant', 'grade', 'recorded', 'quote']);
    if (!isAffirmed(fact)) {
      lose(losses, 'fact that nobody affirms');
      continue;
    }
    if (stixPiece(fact)) continue;
    const object = stixFact(fact, references, directory, losses);
    if (!object) continue;
    yield object;
    yield* opinionsOn(fact, object, references, losses);
    reports.add(fact, object);
  }
  yield* reports.objects();
}

/** So many objects a report names; a long list names no more, since each is kept in memory until the end. */
const longest = 10_000;

/** The sources as reports, which name what was taken from them, and so come last. */
class Reports {
  readonly #open = new Map<string, StixObject & { object_refs: string[] }>();
  constructor(private readonly losses: Losses) {}

  open(
    { id, identifiers }: UnloadedEntity,
    { title, url, publisher, publishedAt }: NonNullable<UnloadedEntity['document']>,
    recordedAt: string,
    references: References,
  ): void {
    const prefix = publishedAt === null ? null : isoPrefix(publishedAt.split('/')[0] ?? '');
    if (!prefix) return lose(this.losses, 'source without a date, as a reference only');
    if (!isExactDay(publishedAt ?? '')) lose(this.losses, 'date of a source that is no exact day');
    const author = publisher === null ? undefined : references.claimant(publisher);
    const external = [
      ...(url ? [{ source_name: title, url }] : []),
      ...identifiers.map(({ scheme, value }) => ({ source_name: scheme, external_id: value })),
    ];
    const recorded = stixInstant(recordedAt);
    this.#open.set(id, {
      type: 'report',
      spec_version: '2.1',
      id: references.of({ id, kind: 'Document' }) ?? stixId('report', id),
      created: recorded,
      modified: recorded,
      ...(author ? { created_by_ref: author } : {}),
      name: title,
      published: beginningOf(`${prefix.iso}-01-01`.slice(0, 10)),
      ...(external.length ? { external_references: external } : {}),
      object_refs: author ? [author] : [],
    });
  }

  add({ attestations }: UnloadedFact, { id }: StixObject): void {
    for (const document of new Set(attestations.map((each) => each.document.id))) {
      const report = this.#open.get(document);
      if (!report) continue;
      if (report.object_refs.length < longest) report.object_refs.push(id);
      else lose(this.losses, 'object of a report beyond the first 10,000');
    }
  }

  *objects(): Generator<StixObject> {
    for (const report of this.#open.values()) {
      if (report.object_refs.length) yield report;
      else lose(this.losses, 'source from which nothing was taken');
    }
  }
}
