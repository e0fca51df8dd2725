import type { SeedData } from '@linchpin/facts';
import { readSeed } from './read-seed.js';

/** The seed as the knowledge base records it; what the tests expect of it is left out. */
export async function seedData(): Promise<SeedData> {
  const { entities, documents, facts } = await readSeed();
  return { entities, documents, facts: facts.map(({ expected: _, ...fact }) => fact) };
}
