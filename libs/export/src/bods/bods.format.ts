import type { Unloading } from '@linchpin/facts';
import { mappingOf } from '@linchpin/vocabulary';
import { loseAttestations } from '../attestation-losses.js';
import { inBatches } from '../batches.js';
import { directoryOf } from '../directory.js';
import type { ExportFormat, Losses } from '../format.js';
import { lose } from '../losses.js';
import { toldEntities } from '../told-entities.js';
import { isAffirmed } from '../who-says.js';
import { isInterest, relationshipOf } from './bods-interest.js';
import { bodsPiece, partyOf } from './bods-party.js';
import { dayOf, published, type BodsStatement } from './bods-statement.js';

/** Who owns and controls whom, as statements of the Beneficial Ownership Data Standard. */
export const bods: ExportFormat = {
  name: 'bods',
  about: 'BODS 0.4 statements: owners, those in control, and their shares.',
  extension: 'bods.json',
  mediaType: 'application/json',
  write,
};

async function* write(from: Unloading): AsyncGenerator<string, Losses> {
  const losses: Losses = {};
  const day = dayOf(from.at.recordedAt);
  let separator = '[';
  yield* inBatches(statementsOf(from, losses), (statement) => {
    const text = `${separator}\n${published(statement, day)}`;
    separator = ',';
    return text;
  });
  yield separator === '[' ? '[]\n' : '\n]\n';
  return losses;
}

/** Those in a relationship first, as the standard asks; the ids of all of them are held in memory. */
async function* statementsOf(from: Unloading, losses: Losses): AsyncGenerator<BodsStatement> {
  const directory = await directoryOf(from);
  const parties = new Set<string>();
  for await (const fact of from.facts())
    if (isAffirmed(fact) && isInterest(fact)) for (const end of [fact.subject, fact.object]) if (end) parties.add(end.id);
  for await (const told of toldEntities(from, (fact) => (parties.has(fact.subject.id) ? bodsPiece(fact, directory) : null)))
    if (parties.has(told.entity.id)) yield partyOf(told, directory, from.at.recordedAt, losses);
    else lose(losses, 'entity without owners or interests');
  for await (const fact of from.facts()) {
    const { predicate, subject } = fact;
    if (!isAffirmed(fact)) lose(losses, 'fact that nobody affirms');
    else if (isInterest(fact)) {
      loseAttestations(losses, fact, ['stance', 'claimant']);
      yield relationshipOf(fact, directory, losses);
    } else if (mappingOf(predicate).bods === undefined) lose(losses, `fact: ${predicate}`);
    else if (mappingOf(predicate).bods === 'interest') lose(losses, `${predicate} that is no interest between parties of BODS`);
    else if (!parties.has(subject.id)) lose(losses, `${predicate} of who has no owners or interests`);
    else if (bodsPiece(fact, directory)) loseAttestations(losses, fact, []);
    else lose(losses, 'value that is denied, disputed or only possible');
  }
}
