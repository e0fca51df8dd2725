import type { UnloadedAttestation, UnloadedFact } from '@linchpin/facts';
import { inWords, isRelation, mappingOf } from '@linchpin/vocabulary';
import type { Directory } from '../directory.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { valueText } from '../value-text.js';
import { affirmers, caveats } from '../who-says.js';
import { stixId } from './stix-ids.js';
import { extended, type StixObject } from './stix-object.js';
import type { References } from './stix-references.js';
import { stixInstant, stixTimes } from './stix-time.js';

/** STIX 2.1, appendix A: the credibility of the item on the Admiralty scale; 6 is "cannot be judged". */
const confidences: Record<string, number> = { 1: 90, 2: 70, 3: 50, 4: 30, 5: 10 };

/** By the best credibility that anybody who affirms it was given. */
function confidenceOf(affirming: readonly UnloadedAttestation[]): number | undefined {
  const known = affirming.flatMap(({ grade }) => confidences[grade[1] ?? ''] ?? []);
  return known.length ? Math.max(...known) : undefined;
}

interface Source {
  source_name: string;
  url?: string;
  description: string;
}

/** The sources of those who affirm it, one reference for each. */
function sourcesOf(affirming: readonly UnloadedAttestation[], { documents }: Directory): Source[] {
  return [...new Map(affirming.map((each) => [each.document.id, each.document])).values()].map(({ id, title }) => {
    const url = documents.get(id)?.url;
    const said = affirming.filter(({ document }) => document.id === id);
    return {
      source_name: title,
      ...(url ? { url } : {}),
      description: `Said by ${[...new Set(said.map(({ claimant }) => claimant.label))].join(', ')}`,
    };
  });
}

/** What every object for a fact has: when it was recorded, who says it if it is one, where, how credible. */
function told(fact: UnloadedFact, references: References, directory: Directory): Partial<StixObject> {
  const affirming = affirmers(fact);
  const [claimant, ...others] = new Set(affirming.map((each) => each.claimant.id));
  const author = claimant !== undefined && others.length === 0 ? references.claimant(claimant) : undefined;
  const confidence = confidenceOf(affirming);
  const recorded = [fact.recordedAt, ...fact.attestations.map(({ recordedAt }) => recordedAt)].map(stixInstant).sort();
  return {
    created: stixInstant(fact.recordedAt),
    modified: recorded.at(-1),
    ...(author ? { created_by_ref: author } : {}),
    ...(confidence === undefined ? {} : { confidence }),
    ...(fact.status === 'RETRACTED' || fact.status === 'SUPERSEDED' ? { revoked: true } : {}),
    external_references: sourcesOf(affirming, directory),
  };
}

/** The words of those who affirm it, where they say more than the value does. */
function quotesOf(fact: UnloadedFact): string[] {
  const words = affirmers(fact).flatMap(({ quote }) => quote?.exact ?? []);
  return [...new Set(words)].filter((each) => each !== fact.value?.text).map((each) => `"${each}"`);
}

function extensionOf({ predicate, value, qualifiers, validTime, endedBy, status }: UnloadedFact): { extensions: object } {
  return extended('property-extension', {
    predicate,
    ...(value ? { value } : {}),
    ...(Object.keys(qualifiers).length ? { qualifiers } : {}),
    ...(validTime === null ? {} : { valid_time: validTime }),
    ...(endedBy === null ? {} : { ended_by: endedBy }),
    status,
  });
}

/** The object for a fact that somebody affirms: a relationship between two entities, or a note about one. @returns null, and counts why, without a place */
export function stixFact(fact: UnloadedFact, references: References, directory: Directory, losses: Losses): StixObject | null {
  const subject = fact.subject.kind === 'Document' ? null : references.of(fact.subject);
  if (subject === null) {
    lose(losses, `fact about: ${fact.subject.kind}`);
    return null;
  }
  for (const name of Object.keys(fact.qualifiers)) lose(losses, `qualifier, in our extension only: ${name}`);
  return isRelation(fact.predicate)
    ? relationshipOf(fact, subject, references, directory, losses)
    : noteOf(fact, subject, references, directory, losses);
}

function relationshipOf(
  fact: UnloadedFact,
  subject: string,
  references: References,
  directory: Directory,
  losses: Losses,
): StixObject | null {
  const { id, predicate, object: end, value } = fact;
  const mapping = mappingOf(predicate).stix ?? inWords(predicate).toLowerCase().replaceAll(' ', '-');
  const place = mapping === 'located-at' && end && directory.countries.has(end.id);
  const object = place ? stixId('location', end.id) : end && end.kind !== 'Document' ? references.of(end) : null;
  if (object === null || end === null) {
    lose(losses, `tie to: ${end?.kind ?? 'nothing'}`);
    return null;
  }
  const { times, exact } = stixTimes(fact);
  if (!exact) lose(losses, 'date that is no exact day, in our extension only');
  if (value) lose(losses, 'value of a tie, in our extension only');
  const reversed = mapping.startsWith('<');
  const [source, target] = reversed ? [object, subject] : [subject, object];
  const words = [
    `Said: ${fact.subject.label} – ${inWords(predicate)} – ${end.label}`,
    ...(value ? [valueText(value)] : []),
    ...quotesOf(fact),
    ...caveats(fact),
  ];
  return {
    type: 'relationship',
    spec_version: '2.1',
    id: stixId('relationship', id),
    ...told(fact, references, directory),
    relationship_type: reversed ? mapping.slice(1) : mapping,
    description: words.join('; '),
    source_ref: source,
    target_ref: target,
    ...times,
    ...extensionOf(fact),
  };
}

function noteOf(fact: UnloadedFact, subject: string, references: References, directory: Directory, losses: Losses): StixObject {
  lose(losses, `value told in words: ${fact.predicate}`);
  return {
    type: 'note',
    spec_version: '2.1',
    id: stixId('note', fact.id),
    ...told(fact, references, directory),
    content: [`${inWords(fact.predicate)}: ${fact.value ? valueText(fact.value) : ''}`, ...quotesOf(fact), ...caveats(fact)].join('; '),
    object_refs: [subject],
    ...extensionOf(fact),
  };
}
