import { Extensions } from '@nestjs/graphql';
import type { Cypher, Parameters } from '@linchpin/graph';
import type { LensText } from '@linchpin/facts';

/** What a field's projection can build on. */
export interface Projecting {
  /** The variable that holds the parent: a node, or a row's map. */
  parent: Cypher;
  /** The field's arguments, defaults filled in. */
  args: Record<string, unknown>;
  lens: LensText;
  parameters: Parameters;
  /** The sub-selection as a map of this variable; several types where the field's type is abstract. */
  select: (variable: Cypher) => Cypher;
  /** For a connection: the selection below `edges`, as a map whose composite fields are projected from the given variables. */
  edges: (variables: Record<string, Cypher>) => Cypher;
  /** Whether this field stands directly below. */
  asks: (field: string) => boolean;
  /** A variable that nothing else in the statement has. */
  fresh: (stem: string) => Cypher;
  /** The id that an entity has by now, where it may have been merged since it was noted; only below a root field that is a connection. */
  entity: (id: string) => Cypher;
}

/** How a field is read from the graph: Cypher beside the field that it serves. A field without one is a property of the same name. */
export type Projection = (projecting: Projecting) => Cypher;

export const Projected = (projection: Projection): MethodDecorator & PropertyDecorator => Extensions({ projection });

/** As `Projected`, for a field whose projection gives the rows of a page. */
export const ProjectedConnection = (projection: Projection): MethodDecorator & PropertyDecorator =>
  Extensions({ projection, connection: true });
