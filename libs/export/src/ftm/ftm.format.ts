import type { UnloadedFact, Unloading } from '@linchpin/facts';
import { ftmSchemaOf, isRelation } from '@linchpin/vocabulary';
import { loseAttestations } from '../attestation-losses.js';
import { inBatches } from '../batches.js';
import { directoryOf, type Directory } from '../directory.js';
import type { ExportFormat, Losses } from '../format.js';
import { lose } from '../losses.js';
import { toldEntities, type Told } from '../told-entities.js';
import { isAffirmed, isPlain } from '../who-says.js';
import { isWebAddress } from './citation.js';
import { add, cleaned, datasetOf, lineOf, type FtmEntity } from './ftm-entity.js';
import { addDate } from './ftm-time.js';
import { isProperty, linkOf } from './ftm-link.js';
import { pieceOf, type FtmPiece, type Regimes } from './ftm-pieces.js';
import { placeOf } from './ftm-identifiers.js';
import { walletOf } from './ftm-wallet.js';

/** FollowTheMoney 4.11, one entity a line, as OpenSanctions and OpenAleph read it. */
export const ftm: ExportFormat = {
  name: 'ftm',
  about: 'FollowTheMoney 4.11 entities, a line of JSON each; a dataset for each source.',
  extension: 'ftm.json',
  mediaType: 'application/x-ndjson',
  write,
};

const isTie = (fact: UnloadedFact): boolean => isRelation(fact.predicate) && !isProperty(fact);

async function* write(from: Unloading): AsyncGenerator<string, Losses> {
  const losses: Losses = {};
  yield* inBatches(entitiesOf(from, losses), lineOf);
  return losses;
}

async function* entitiesOf(from: Unloading, losses: Losses): AsyncGenerator<FtmEntity> {
  const directory = await directoryOf(from);
  const regimes: Regimes = { authorities: new Map() };
  // Each window reads all facts again: what one gives is counted when its subject is told, what it loses once, below.
  const pieces = (fact: UnloadedFact): FtmPiece | null => (isTie(fact) || !isPlain(fact) ? null : pieceOf(fact, directory, regimes, {}));
  for await (const told of toldEntities(from, pieces)) {
    const entity = entityOf(told, directory, regimes, losses);
    if (entity) yield entity;
  }
  for await (const fact of from.facts()) {
    if (!isAffirmed(fact)) lose(losses, 'fact that nobody affirms');
    else if (isTie(fact)) {
      const link = linkOf(fact, directory, losses);
      if (link) yield link;
    } else if (isPlain(fact)) {
      const wallet = walletOf(fact, directory);
      if (wallet) yield wallet;
      else pieceLosses(fact, directory, losses);
    } else lose(losses, 'value that is denied, disputed or only possible');
    loseAttestations(losses, fact, isTie(fact) ? ['locator'] : []);
  }
}

function pieceLosses(fact: UnloadedFact, directory: Directory, losses: Losses): void {
  const { lost } = pieceOf(fact, directory, { authorities: new Map() }, losses);
  if (lost) lose(losses, lost);
  if (fact.validTime !== null && fact.predicate !== 'targetsEntity') lose(losses, 'valid time of a property');
}

function entityOf({ entity, pieces, documents }: Told<FtmPiece>, directory: Directory, regimes: Regimes, losses: Losses): FtmEntity | null {
  const schema = ftmSchemaOf(entity.kind);
  if (!schema) {
    if (entity.kind !== 'SanctionsRegime') lose(losses, `entity of a kind without a schema: ${entity.kind}`);
    return null;
  }
  const properties: FtmEntity['properties'] = {};
  if (schema !== 'Sanction') add(properties, 'name', entity.label);
  for (const { text, lang } of schema === 'Sanction' ? [] : entity.names) {
    add(properties, 'alias', text);
    if (lang) lose(losses, 'language of a name');
  }
  const referents = [...entity.formerIds];
  for (const { scheme, value } of entity.identifiers) {
    if (scheme === 'ftm') {
      referents.push(value);
      continue;
    }
    const place = placeOf(scheme, value, schema);
    if (place) add(properties, place.property, place.value);
    // A crypto address is told by the fact that it is of somebody.
    else if (!/^crypto(-|$)/.test(scheme)) lose(losses, `identifier: ${scheme}`);
  }
  for (const { properties: more, regime } of pieces) {
    for (const [property, values] of Object.entries(more)) for (const value of values) add(properties, property, value);
    if (regime) add(properties, 'authority', regimes.authorities.get(regime));
  }
  const others = properties.alias?.filter((alias) => !properties.name?.includes(alias));
  if (others?.length) properties.alias = others;
  else delete properties.alias;
  if (entity.document) addSource(properties, entity.document, directory, losses);
  if (schema === 'Sanction' && !properties.entity) {
    lose(losses, 'sanction without a target');
    return null;
  }
  const { id, label } = entity;
  return { id, caption: cleaned(label), schema, referents, datasets: [...documents].map(datasetOf), properties };
}

/** ISO 639-3 of the languages that are said in two letters here. */
const languages: Record<string, string> = {
  de: 'deu',
  en: 'eng',
  es: 'spa',
  fr: 'fra',
  it: 'ita',
  ja: 'jpn',
  ko: 'kor',
  ru: 'rus',
  zh: 'zho',
};

function addSource(
  properties: FtmEntity['properties'],
  { title, url, publisher, publishedAt, lang }: NonNullable<Told<FtmPiece>['entity']['document']>,
  { labels }: Directory,
  losses: Losses,
): void {
  add(properties, 'title', title);
  if (isWebAddress(url)) add(properties, 'sourceUrl', url);
  if (publisher) add(properties, 'publisher', labels.get(publisher));
  if (publishedAt) addDate(properties, 'publishedAt', publishedAt, losses);
  const language = lang && languages[lang];
  if (language) add(properties, 'language', language);
  else if (lang) lose(losses, 'language of a source');
}
