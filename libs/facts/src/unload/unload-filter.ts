import { all, cypher, type Cypher, type Parameters } from '@linchpin/graph';
import type { Predicate, Status } from '@linchpin/vocabulary';
import { asksForHidden, type LensText } from '../read/lens.js';

/** Which facts leave. Conditions add up. */
export interface UnloadFilter {
  /** An entity, by id, identifier or exact name: the facts that speak of it, as subject, object or what narrows them. */
  about?: string;
  predicates?: readonly Predicate[];
  /** Left out: all but RETRACTED and SUPERSEDED. */
  statuses?: readonly Status[];
  /** Ids of documents: what somebody says in one of them, with all that others say of it. */
  documents?: readonly string[];
}

export const isFiltered = ({ about, predicates, statuses, documents }: UnloadFilter): boolean =>
  [about, predicates, statuses, documents].some((each) => each !== undefined);

/** True of a fact `f` that the lens shows and the filter wants. That it is about somebody is not asked here: the reading begins there. */
export function wanted({ predicates, statuses, documents }: UnloadFilter, lens: LensText, parameters: Parameters): Cypher {
  const f = cypher`f`;
  const stated = documents && parameters.add(documents);
  return all([
    lens.visible(f, { hidden: asksForHidden(statuses) }),
    ...(predicates ? [cypher`f.predicate IN ${parameters.add(predicates)}`] : []),
    ...(statuses ? [cypher`${lens.standing(f, cypher`status`)} IN ${parameters.add(statuses)}`] : []),
    ...(stated
      ? [
          cypher`EXISTS { (f)<-[:ATTESTS]-(b:Attestation)-[:STATED_IN]->(d:Entity) WHERE d.id IN ${stated} AND ${lens.attested(cypher`b`)} }`,
        ]
      : []),
  ]);
}
