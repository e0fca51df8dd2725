import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFact, type Known } from './check-facts.js';
import { checkOverlaps } from './check-quotes.js';
import { parseSource, projectRoot, SeedError, type Complain, type Path, type SeedSource } from './seed-source.js';
import { seedFile, type Seed, type SeedEntity, type SeedFile } from './seed.schema.js';
import { states } from './states.js';

const files = ['seed/article.yaml', 'seed/background.yaml'];

/** The seed, read from the YAML files of the project and checked. Throws a SeedError that lists every problem with file and line. */
export async function readSeed(): Promise<Seed> {
  const root = projectRoot();
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })));
  return parseSeed(texts, states());
}

/** The same from texts: `file` is the name that messages give. Entities of the files come after those that are given. */
export function parseSeed(texts: readonly { file: string; text: string }[], given: readonly SeedEntity[]): Seed {
  const sources = texts.map(({ file, text }) => parseSource(file, text, seedFile));
  const problems = [...duplicates(sources, given), ...checkAll(sources, given)];
  if (problems.length > 0) throw new SeedError(problems);
  return together(sources, given);
}

const together = (sources: readonly SeedSource<SeedFile>[], given: readonly SeedEntity[]): Seed => ({
  documents: sources.flatMap(({ content }) => content.documents),
  entities: [...given, ...sources.flatMap(({ content }) => content.entities)],
  facts: sources.flatMap(({ content }) => content.facts),
});

/** An id stands for one thing, over all files and kinds of thing: facts, attestations, entities and documents share one name space. */
function duplicates(sources: readonly SeedSource<SeedFile>[], given: readonly SeedEntity[]): string[] {
  const seen = new Map(given.map(({ id, label }) => [id, label]));
  return sources.flatMap(({ content, at }) =>
    idsOf(content).flatMap(([id, path]) => {
      const first = seen.get(id);
      seen.set(id, first ?? at(path));
      return first === undefined ? [] : [`${at(path)}: the id "${id}" is taken by ${first}: choose another`];
    }),
  );
}

function idsOf({ documents, entities, facts }: SeedFile): [string, Path][] {
  return [
    ...documents.map(({ id }, index): [string, Path] => [id, ['documents', index, 'id']]),
    ...entities.map(({ id }, index): [string, Path] => [id, ['entities', index, 'id']]),
    ...facts.flatMap(({ id, attestations }, index): [string, Path][] => [
      [id, ['facts', index, 'id']],
      ...attestations.map((attestation, nth): [string, Path] => [attestation.id, ['facts', index, 'attestations', nth, 'id']]),
    ]),
  ];
}

function checkAll(sources: readonly SeedSource<SeedFile>[], given: readonly SeedEntity[]): string[] {
  const problems: string[] = [];
  const { documents, entities, facts } = together(sources, given);
  const known: Known = { documents: byId(documents), entities: byId(entities), facts: byId(facts) };
  const placed = sources.flatMap(({ content, at }) => {
    const complain: Complain = (path, message) => void problems.push(`${at(path)}: ${message}`);
    checkDocuments(content, known, complain);
    content.facts.forEach((fact, index) => checkFact(fact, ['facts', index], known, complain));
    return quotesOf(content).map((quote) => ({ ...quote, complain }));
  });
  checkOverlaps(placed);
  return problems;
}

const byId = <T extends { id: string }>(things: readonly T[]): Map<string, T> => new Map(things.map((thing) => [thing.id, thing]));

function checkDocuments({ documents }: SeedFile, known: Known, complain: Complain): void {
  documents.forEach(({ id, title, url, publisher }, index) => {
    if (!title && !url) complain(['documents', index], `${id} has neither a title nor a URL: a reader could not find it`);
    if (!known.entities.has(publisher))
      complain(['documents', index, 'publisher'], `"${publisher}" is no entity: add it to the entities, or correct the id`);
  });
}

const quotesOf = ({ facts }: SeedFile) =>
  facts.flatMap(({ attestations }, index) =>
    attestations.flatMap(({ id, document, quote }, nth) =>
      quote ? [{ quote, document, attestation: id, path: ['facts', index, 'attestations', nth] }] : [],
    ),
  );
