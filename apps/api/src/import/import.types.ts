import { Extensions, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { formats } from '@linchpin/ingest';
import { ChangePayload } from '../record/payloads.js';
import { importStates, type ImportState } from './import-runner.js';

export const ImportStateEnum = Object.fromEntries(Object.keys(importStates).map((key) => [key, key])) as { [K in ImportState]: K };
registerEnumType(ImportStateEnum, {
  name: 'ImportState',
  description: 'What an import is doing, or how it ended.',
  valuesMap: Object.fromEntries(Object.entries(importStates).map(([key, description]) => [key, { description }])),
});

@InputType({ description: 'A list that is to be imported. The same files again change nothing.' })
export class ImportListInput {
  @Field({ description: `The format: ${formats.map(({ name }) => name).join(', ')}.` }) format: string;
  @Field(() => [String], { description: 'Names of files in the directory of uploads, see LINCHPIN_UPLOADS.' }) files: string[];
  @Field({ nullable: true, description: 'The day of the list, where its files do not tell it: 2024-05-03.' }) date?: string;
  @Field({ nullable: true, description: 'More than half of the list may be gone since the last snapshot.' }) acceptRemovals?: boolean;
}

@ObjectType({ description: 'How many records a list has, and how they compare with those of the snapshot before.' })
export class ImportedRecords {
  @Field(() => Int, { description: 'Read so far.' }) read: number;
  @Field(() => Int, { description: 'New ones.' }) added: number;
  @Field(() => Int, { description: 'Those that say something else than before.' }) changed: number;
  @Field(() => Int, { description: 'Those that stand as before.' }) unchanged: number;
  @Field(() => Int, { description: 'Those that are not on the list any more.' }) removed: number;
}

@ObjectType({ description: 'What became of what a list says.' })
export class ImportedFacts {
  @Field(() => Int, { description: 'Recorded.' }) made: number;
  @Field(() => Int, { description: 'There already: the list is one more who says so.' }) known: number;
  @Field(() => Int, { description: 'Listings that have ended.' }) ended: number;
  @Field(() => Int, { description: 'Not said any more.' }) withdrawn: number;
  @Field(() => Int, { description: 'Refused.' }) refused: number;
}

@ObjectType({ description: 'What of a list could not be read as facts, by kind.' })
export class ImportWarning {
  @Field({ description: 'A few words that are the same for all of the kind.' }) kind: string;
  @Field(() => Int, { description: 'How often.' }) count: number;
  @Field(() => [String], { description: 'The first places, with file and line.' }) examples: string[];
}

@ObjectType({ description: 'The import of one snapshot of a list.' })
export class Import {
  @Field(() => ID, { nullable: true, description: 'The list and its day; null while the files are read.' }) id?: string;
  @Field(() => String, { nullable: true, description: 'The list: ofac-sdn.' }) list?: string;
  @Field(() => String, { nullable: true, description: 'The day of the snapshot.' }) date?: string;
  @Field(() => ImportStateEnum, { description: 'What it is doing, or how it ended.' }) state: ImportState;
  @Field(() => String, { nullable: true, description: 'Why it failed.' }) error?: string;
  @Field({ description: 'When it was begun, as an instant.' }) startedAt: string;
  @Field(() => String, { nullable: true, description: 'When it was finished; null if it is not.' }) finishedAt?: string;
  @Field(() => ImportedRecords, { description: 'Its records.' }) records: ImportedRecords;
  @Field(() => ImportedFacts, { description: 'Its facts.' }) facts: ImportedFacts;
  @Field(() => [ImportWarning], { description: 'What could not be read as facts.' }) warnings: ImportWarning[];
}

@ObjectType({ description: 'What came of beginning an import.' })
export class ImportPayload extends ChangePayload {
  @Extensions({ byHand: true })
  @Field(() => Import, { nullable: true, description: 'The import; ask for imports to see how far it is. Null if it was refused.' })
  import?: Import;
}
