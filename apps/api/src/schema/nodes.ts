import { Field, ID, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { cypher } from '@linchpin/graph';
import { kindNames, kinds, type Kind, type TextPolicy } from '@linchpin/vocabulary';
import { Projected } from '../compile/projection.js';
import { KindEnum, TextPolicyEnum } from './enums.js';

/** GraphQL's abstract types know what they have before them by `kind`, which every compiled map of one carries. */
const resolveType = ({ kind }: { kind: string }): string => kind;

@InterfaceType('Node', { description: 'Anything that has an id.', resolveType })
export class NodeType {
  @Field(() => ID, { description: 'Stable and readable; never used for anything else.' })
  id: string;
}

@InterfaceType('Entity', { description: 'A thing that facts speak of.', resolveType, implements: () => NodeType })
export class EntityType {
  @Field(() => ID, { description: 'Stable and readable, such as kp or china-unicom.' })
  id: string;

  @Field(() => KindEnum, { description: 'What kind of thing it is.' })
  kind: Kind;
}

/** What a source has beside what every entity has; the only kind with fields of its own. */
class DocumentType extends EntityType {
  @Field({ nullable: true, description: 'Its title; null where nobody noted it.' }) title?: string;
  @Field({ nullable: true, description: 'Where it is or was on the web.' }) url?: string;
  @Field({ nullable: true, description: 'The same address in one form for all ways to write it; no two documents have the same one.' })
  canonicalUrl?: string;
  @Field({ nullable: true, description: 'When it came out, as EDTF.' }) publishedAt?: string;
  @Field({ nullable: true, description: 'Its language as BCP 47.' }) lang?: string;
  @Field(() => TextPolicyEnum, { nullable: true, description: 'How much of its text may be kept.' }) textPolicy?: TextPolicy;
  @Field({ nullable: true, description: 'SHA-256 of its text, in hex; null where the text was not at hand.' }) contentHash?: string;
  @Field(() => Int, { nullable: true, description: 'Length of its text, in UTF-16 code units, as the offsets of quotes count.' })
  textLength?: number;
  @Field({ nullable: true, description: 'A remark of whoever recorded it.' }) note?: string;

  @Field(() => EntityType, { nullable: true, description: 'Who published it.' })
  @Projected(({ parent, select, fresh }) => {
    const publisher = fresh('n');
    return cypher`head(COLLECT { MATCH (${parent})-[:PUBLISHED_BY]->(${publisher}) RETURN ${select(publisher)} LIMIT 1 })`;
  })
  publisher?: EntityType;
}

/** The object type of a kind: what all entities have comes from the interface, what the vocabulary says from `readings.ts`. */
function objectTypeOf(kind: Kind): new () => EntityType {
  const type = kind === 'Document' ? DocumentType : class extends EntityType {};
  Object.defineProperty(type, 'name', { value: kind });
  ObjectType(kind, { description: kinds[kind].about, implements: () => [EntityType, NodeType] })(type);
  return type;
}

export const entityTypes = new Map(kindNames.map((kind) => [kind, objectTypeOf(kind)]));
export const typeOf = (kind: Kind): new () => EntityType => entityTypes.get(kind)!;
