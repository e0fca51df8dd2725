import { Field, InputType } from '@nestjs/graphql';
import { reaches, type Identity } from '@linchpin/access';
import { BadEdtfError, lensOf, type Lens } from '@linchpin/facts';
import { InputError } from '../errors.js';

@InputType({ description: 'What a question looks through. It holds for everything that is asked below the field.' })
export class LensInput {
  @Field({
    nullable: true,
    description: 'In the world: only what was so on this day, month, year or instant (EDTF), surely or possibly. Left out: at any time.',
  })
  validAt?: string;

  @Field({ nullable: true, description: 'In public: only what had been published by the end of this day (EDTF). Left out: by now.' })
  publishedBy?: string;

  @Field({ nullable: true, description: 'In this database: as it stood at this day or instant (EDTF, with a zone). Left out: now.' })
  recordedAt?: string;

  @Field({ nullable: true, description: 'Also facts that were added as background to the material itself. Left out: without them.' })
  background?: boolean;
}

/** @throws InputError for a clock that is no date */
export function readLens(input: LensInput | undefined): Lens {
  try {
    return lensOf(input ?? {});
  } catch (error) {
    if (error instanceof BadEdtfError) throw new InputError('BAD_INPUT', `at: ${error.message}`);
    throw error;
  }
}

/** The lens of somebody who may see drafts, if they may: an analyst or more. */
export const teamLens = (identity: Identity | null, at: LensInput | undefined): Lens => ({
  ...readLens(at),
  ...(identity && reaches(identity.role, 'analyst') ? { drafts: true } : {}),
});
