import { Field, ID, InputType } from '@nestjs/graphql';
import type { TextPolicy } from '@linchpin/vocabulary';
import { IsOptional, Length } from 'class-validator';
import { ChangeInput } from '../record/change.input.js';
import { TextPolicyEnum } from '../schema/enums.js';

@InputType({ description: 'The text of a source that was recorded without it.' })
export class AddDocumentTextInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the document.' }) @Length(1, 80) document: string;
  @Field({
    description:
      'Its text, at most 90,000 characters; a longer one goes in by the command line: npm run linchpin -- document text <file> --document <id>.',
  })
  @Length(1, 90_000)
  text: string;
  @Field(() => TextPolicyEnum, {
    nullable: true,
    description:
      'FULL_TEXT only where the licence of the source allows it; QUOTES_ONLY drops the text after the comparison. Left out: as it was recorded.',
  })
  @IsOptional()
  textPolicy?: TextPolicy;
}
