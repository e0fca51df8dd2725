import { UseInterceptors } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { addDocumentText, type Person } from '@linchpin/facts';
import { Writer } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import { ChangeMaker } from '../record/change-maker.js';
import { withoutNulls } from '../record/from-input.js';
import { DocumentPayload, type Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { AddDocumentTextInput } from './document-text.input.js';

@Resolver()
@UseInterceptors(RefusalsAsAnswer)
export class DocumentsResolver {
  constructor(private readonly changes: ChangeMaker) {}

  @Mutation(() => DocumentPayload, {
    description:
      'Compares the text of a source that was recorded without it with all quotes taken from it: gives positions to those that stand there once, and warns of those that do not stand there. With QUOTES_ONLY the text is dropped afterwards; its hash, length and fingerprint stay.',
  })
  @Policy('analyst')
  addDocumentText(
    @Args('input', { description: 'The document and its text.' }) input: AddDocumentTextInput,
    @Writer() by: Person,
  ): Promise<Payload> {
    const { idempotencyKey: _, ...text } = withoutNulls(input);
    return this.changes.make('ADD_DOCUMENT_TEXT', input, by, (tx, change) => addDocumentText(tx, text, change));
  }
}
