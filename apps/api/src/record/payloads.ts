import { Extensions, Field, Info, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { cypher, Graph } from '@linchpin/graph';
import { lensOf, type Refusal, type Warning } from '@linchpin/facts';
import { getNamedType, type GraphQLResolveInfo } from 'graphql';
import { readOne } from '../compile/read.js';
import { Fact } from '../schema/fact.type.js';
import { EntityType, typeOf } from '../schema/nodes.js';
import { userErrorTypes, UserErrorType, WarningType } from './user-errors.js';

/** What a change came to, before its fields are read. */
export interface Payload {
  id: string | null;
  warnings: Warning[];
  userErrors: Refusal[];
}

const byHand = (): MethodDecorator & PropertyDecorator => Extensions({ byHand: true });

@ObjectType({ isAbstract: true })
export class ChangePayload {
  @Extensions({ byName: true })
  @Field(() => [WarningType], { description: 'What to mind about the change, although it was made.' })
  warnings: WarningType[];
  @Extensions({ byName: true })
  @Field(() => [UserErrorType], { description: 'Why it was refused; empty if it was made.' })
  userErrors: UserErrorType[];
}

@ObjectType({ description: 'What came of a change to a fact.' })
export class FactPayload extends ChangePayload {
  @Field(() => Fact, { nullable: true, description: 'The fact as it is now; null if the change was refused.' }) @byHand() fact?: Fact;
}
@ObjectType({ description: 'What came of creating an entity.' })
export class EntityPayload extends ChangePayload {
  @Field(() => EntityType, { nullable: true, description: 'The entity; null if it was refused.' }) @byHand() entity?: EntityType;
}
@ObjectType({ description: 'What came of recording a source.' })
export class DocumentPayload extends ChangePayload {
  @Field(() => typeOf('Document'), { nullable: true, description: 'The document; null if it was refused.' })
  @byHand()
  document?: EntityType;
}

/** What was just recorded, as it stands now. */
export async function readRecorded(graph: Graph, info: GraphQLResolveInfo, id: string | null): Promise<unknown> {
  if (id === null) return null;
  const row = await readOne(graph, info, { ...lensOf({ background: true }), drafts: true }, ({ parameters }, select) => {
    const match =
      getNamedType(info.returnType).name === 'Fact'
        ? cypher`MATCH (n:Fact {id: ${parameters.add(id)}})`
        : cypher`MATCH (n:Entity {id: ${parameters.add(id)}})`;
    return cypher`${match} RETURN ${select(cypher`n`)} AS value`;
  });
  return row?.value ?? null;
}

@Resolver(() => userErrorTypes.get('DUPLICATE_FACT')!)
export class DuplicateFactFields {
  constructor(private readonly graph: Graph) {}
  @ResolveField(() => Fact, { nullable: true, description: 'The fact that is there: give its id to addAttestation.' })
  @byHand()
  existing(@Parent() { existing }: Refusal, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readRecorded(this.graph, info, existing ?? null);
  }
}

@Resolver(() => userErrorTypes.get('DUPLICATE_ENTITY')!)
export class DuplicateEntityFields {
  constructor(private readonly graph: Graph) {}
  @ResolveField(() => EntityType, { nullable: true, description: 'The entity that is there.' })
  @byHand()
  existing(@Parent() { existing }: Refusal, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readRecorded(this.graph, info, existing ?? null);
  }
}
