import { Field, ID, InputType } from '@nestjs/graphql';
import type { Kind, TextPolicy } from '@linchpin/vocabulary';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsUrl, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { KindEnum, TextPolicyEnum } from '../schema/enums.js';
import { ChangeInput } from './change.input.js';

@InputType({ description: 'A name in a language.' })
export class NameInputType {
  @Field({ description: 'The name.' }) @Length(1, 300) text: string;
  @Field({ nullable: true, description: 'Language as BCP 47.' }) @IsOptional() @MaxLength(35) lang?: string;
}

@InputType({ description: 'A number or code that identifies an entity.' })
export class IdentifierInputType {
  @Field({ description: 'Its scheme, such as lei, imo or asn.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9.-]{0,49}$/, { message: 'a scheme has letters, digits, points and hyphens' })
  scheme: string;
  @Field({ description: 'The number or code.' }) @Length(1, 200) value: string;
}

@InputType({ description: 'A thing that facts can speak of.' })
export class CreateEntityInput extends ChangeInput {
  @Field(() => KindEnum, { description: 'What kind of thing.' }) kind: Kind;
  @Field({ description: 'The name that it is best known by.' }) @Length(1, 300) label: string;
  @Field(() => ID, { nullable: true, description: 'Left out: made from the name. Give one to tell it from another of the same name.' })
  @IsOptional()
  @MaxLength(80)
  id?: string;
  @Field(() => [NameInputType], { nullable: true, description: 'Further names.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => NameInputType)
  @ArrayMaxSize(100)
  names?: NameInputType[];
  @Field(() => [IdentifierInputType], { nullable: true, description: 'Numbers and codes.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => IdentifierInputType)
  @ArrayMaxSize(50)
  identifiers?: IdentifierInputType[];
}

@InputType({ description: 'A source.' })
export class CreateDocumentInput extends ChangeInput {
  @Field({ nullable: true, description: 'Its title. Give a title, a URL or both.' }) @IsOptional() @MaxLength(500) title?: string;
  @Field({ nullable: true, description: 'Where it is on the web.' })
  @IsOptional()
  @MaxLength(2000)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  url?: string;
  @Field(() => ID, { description: 'Id of the publisher.' }) publisher: string;
  @Field({ nullable: true, description: 'When it came out, as EDTF.' }) @IsOptional() @MaxLength(100) publishedAt?: string;
  @Field({ nullable: true, description: 'Language as BCP 47.' }) @IsOptional() @MaxLength(35) lang?: string;
  @Field({ nullable: true, description: 'Its text, to check quotes against. Kept only with FULL_TEXT, otherwise only its hash.' })
  @IsOptional()
  @MaxLength(90_000)
  text?: string;
  @Field(() => TextPolicyEnum, {
    nullable: true,
    description: 'FULL_TEXT only where the licence of the source allows it; left out: QUOTES_ONLY.',
  })
  textPolicy?: TextPolicy;
  @Field(() => ID, { nullable: true, description: 'Left out: made from the title.' }) @IsOptional() @MaxLength(80) id?: string;
  @Field({ nullable: true, description: 'A remark.' }) @IsOptional() @MaxLength(1000) note?: string;
}
