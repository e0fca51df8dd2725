import { cypher, type Cypher } from '@linchpin/graph';

/** How many approvals publish a fact: holding a person responsible for a crime takes a second reviewer. */
export const approvalsNeeded = (f: Cypher): Cypher =>
  cypher`CASE WHEN ${f}.predicate = 'responsibleFor' AND EXISTS { (${f})-[:SUBJECT]->(subject WHERE subject.kind = 'Person') } THEN 2 ELSE 1 END`;
