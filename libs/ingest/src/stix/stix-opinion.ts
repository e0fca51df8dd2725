import type { Stance } from '@linchpin/vocabulary';
import { excerpt } from '../excerpt.js';
import { textAt, textsAt } from '../json-record.js';
import type { RecordDraft, Saying } from '../record-draft.js';
import type { StixObject } from './stix-object.js';

const stanceOf: Record<string, Stance> = {
  'strongly-disagree': 'DENIES',
  disagree: 'DOUBTS',
  agree: 'ASSERTS',
  'strongly-agree': 'CONFIRMS',
};

/** What the author of an opinion says of relationships that are facts here. @param said those facts, by the relationship's id */
export function readOpinion(draft: RecordDraft, { properties, id }: StixObject, said: ReadonlyMap<string, Saying>): void {
  const opinion = textAt(properties, 'opinion') ?? '';
  const stance = stanceOf[opinion];
  const words = textAt(properties, 'explanation');
  for (const about of textsAt(properties, 'object_refs')) {
    const saying = said.get(about);
    if (!stance || !saying || !properties.created_by_ref)
      draft.warn('an opinion that is no stance on a fact here', `${opinion} on ${about}`);
    else {
      const { subject, object, predicate, validTime } = saying;
      draft.say({
        subject,
        object,
        predicate,
        ...(validTime ? { validTime } : {}),
        stance,
        quote: words ? excerpt(words) : opinion,
        part: id,
      });
    }
  }
}
