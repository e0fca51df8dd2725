import { standings, type Claim, type FactInput } from '@linchpin/facts';
import type { Kind } from '@linchpin/vocabulary';
// What the product works out before it writes: the same code, so that the generated graph cannot differ from a recorded one.
import { prepareFact } from '../../libs/facts/src/record/prepare-fact.js';
import type { References } from '../../libs/facts/src/record/references.js';
import { endOfTime } from '../../libs/facts/src/status/standings.js';
import type { Cast } from './entities.js';

type Row = Record<string, unknown>;

export const referencesTo = ({ entities, documents }: Cast, now: string): References => ({
  now,
  entities: new Map(entities.map(({ id, kind, label }) => [id, { id, kind, label }])),
  documents: new Map(
    documents.map(({ id, publisher, publishedAt, lang = null }) => [
      id,
      { id, publisher, lang, publishedLatest: Date.parse(publishedAt) + 86_399_999, text: null, passages: [] },
    ]),
  ),
});

/** One fact with its attestation and standing, as a row of parameters. @throws Error if the product would refuse the fact */
export function factRow(input: FactInput, references: References): Row {
  const { ready, refusals } = prepareFact(input, references);
  const attestation = ready?.attestations[0];
  if (!ready || !attestation) throw new Error(`the generated fact is refused: ${refusals.map(({ message }) => message).join(' ')}`);
  const { claimant, document, chain } = attestation;
  const claim = claimOf(input, attestation.properties, references);
  const [standing] = standings([claim], { retracted: false, superseded: false, coarseDate: isCoarse(ready.properties.precision) });
  const { status, badges, independentGroups, because, visible, publishedFrom, publishedTo } = standing!;
  const state = { status, badges, independentGroups, because, visible };
  return {
    subject: ready.subject,
    object: ready.object,
    claimant,
    document,
    publisher: chain[1] ?? null,
    attestation: { ...attestation.properties, recordedBy: 'bench' },
    standing: { ...state, publishedFrom, publishedTo, current: publishedTo === endOfTime },
    fact: {
      ...ready.properties,
      ...state,
      version: 1,
      workflow: 'PUBLISHED',
      recordedBy: 'bench',
      attestationCount: 1,
      firstPublished: claim.publicAt,
      lastPublished: claim.publicAt,
    },
  };
}

const isCoarse = (precision: unknown): boolean => ['MONTH', 'YEAR', 'COARSER', 'UNKNOWN'].includes(String(precision));

/** Nobody stands under anybody in the generated graph, so a claim is a party's own only if the party makes it. */
function claimOf({ subject, object, attestations: [input] }: FactInput, properties: Row, { entities }: References): Claim {
  const { id, kind, label } = entities.get(input!.claimant)!;
  return {
    claimant: id,
    label,
    control: [id],
    byParty: id === subject || id === object,
    unnamed: kind === ('Group' satisfies Kind),
    stance: input!.stance,
    modality: input!.modality,
    hedge: null,
    origin: input!.origin ?? null,
    wire: null,
    chain: [],
    itemGrade: 2,
    publicAt: Number(properties.publicAt),
    recorded: 0,
  };
}
