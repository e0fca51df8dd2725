import type { GraphAddress } from '@linchpin/graph';
import { connect } from '../contestants.js';
import type { Tell } from './build.js';

/** What only the reading of facts needs. */
const labels = ['Fact', 'Attestation', 'Standing'];

/** Does the work without the indexes and constraints of facts and makes them anew after it, which is faster than keeping them up on the way. */
export async function withoutIndexes(address: GraphAddress, tell: Tell, work: () => Promise<void>): Promise<void> {
  const driver = connect(address);
  const run = async (text: string) => (await driver.executeQuery(text, { labels })).records.map((record) => record.toObject());
  try {
    const constraints = await run(
      'SHOW CONSTRAINTS YIELD name, labelsOrTypes, createStatement WHERE any(l IN labelsOrTypes WHERE l IN $labels) RETURN name, createStatement',
    );
    const indexes = await run(
      'SHOW INDEXES YIELD name, labelsOrTypes, owningConstraint, createStatement WHERE owningConstraint IS NULL AND any(l IN labelsOrTypes WHERE l IN $labels) RETURN name, createStatement',
    );
    for (const { name } of constraints) await run(`DROP CONSTRAINT ${name}`);
    for (const { name } of indexes) await run(`DROP INDEX ${name}`);
    await work();
    for (const { name, createStatement } of [...constraints, ...indexes]) {
      tell(`index: ${name}`);
      await run(String(createStatement));
    }
    await run('CALL db.awaitIndexes(1800)');
  } finally {
    await driver.close();
  }
}
