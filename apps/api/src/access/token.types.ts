import { Extensions, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { roleNames, roles, type Role } from '@linchpin/access';
import { ChangePayload } from '../record/payloads.js';

/** READER for reader, and so on. */
export const RoleEnum = Object.fromEntries(roleNames.map((role) => [role.toUpperCase(), role])) as Record<Uppercase<Role>, Role>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a token lets its bearer do; each role may do what those before it may.',
  valuesMap: Object.fromEntries(roleNames.map((role) => [role.toUpperCase(), { description: roles[role].about }])),
});

@ObjectType({ description: 'Who asks.' })
export class Me {
  @Field(() => ID, { description: 'Id of the token, or oidc: and the subject that the issuer tells. Changes are kept under it.' })
  id: string;
  @Field({ description: 'Whose token it is.' }) name: string;
  @Field(() => RoleEnum, { description: 'What the token lets its bearer do.' }) role: Role;
  @Field({ description: 'When the token ends, as an instant.' }) expiresAt: string;
}

@ObjectType({ description: 'A token, without the text that is sent. Expired and revoked ones stay in the list.' })
export class Token {
  @Field(() => ID, { description: 'Its id; it stays when the token is rotated.' }) id: string;
  @Field({ description: 'Whose it is or what it is for.' }) name: string;
  @Field(() => RoleEnum, { description: 'What it lets its bearer do.' }) role: Role;
  @Field({ description: 'When it was made, as an instant.' }) createdAt: string;
  @Field({ description: 'When it ends or ended, as an instant.' }) expiresAt: string;
  @Field({ nullable: true, description: 'When it was revoked; null if it was not.' }) revokedAt?: string;
  @Field({ nullable: true, description: 'When it got its present text; null if that is its first.' }) rotatedAt?: string;
  @Field({ nullable: true, description: 'When it was last used, exact to an hour; null if it never was.' }) lastUsedAt?: string;
}

@ObjectType({ description: 'What came of a change to a token.' })
export class TokenPayload extends ChangePayload {
  @Extensions({ byName: true })
  @Field(() => Token, { nullable: true, description: 'The token as it is now; null if the change was refused.' })
  token?: Token;
  @Extensions({ byName: true })
  @Field({ nullable: true, description: 'The text to send as "Bearer lp_…". It is shown this once; null where there is no new one.' })
  secret?: string;
}

@InputType({ description: 'A new token.' })
export class CreateTokenInput {
  @Field({ description: 'Whose it is or what it is for, at most 100 characters.' }) name: string;
  @Field(() => RoleEnum, { description: 'What it lets its bearer do.' }) role: Role;
  @Field(() => Int, { nullable: true, description: 'How many days it holds, 1 to 3650; left out: 90.' }) days?: number;
}
