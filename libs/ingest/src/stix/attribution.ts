import { excerpt } from '../excerpt.js';
import type { Saying } from '../record-draft.js';
import { stateOf } from '../states.js';

/** How descriptions call the states that are said to sponsor attackers. */
const demonyms: Record<string, string> = {
  'north korean': 'North Korea',
  'south korean': 'South Korea',
  chinese: 'China',
  "people's republic of china (prc)": 'China',
  prc: 'China',
  russian: 'Russia',
  iranian: 'Iran',
  vietnamese: 'Vietnam',
  pakistani: 'Pakistan',
  indian: 'India',
  turkish: 'Turkey',
  lebanese: 'Lebanon',
  belarusian: 'Belarus',
  israeli: 'Israel',
  syrian: 'Syria',
};

const sponsored = new RegExp(
  `\\b(?:is|are) (?:an? |the )?(?:(suspected|likely|probable|possible|alleged) )?(${Object.keys(demonyms)
    .map((each) => each.replace(/[()]/g, '\\$&'))
    .join('|')}) (?:state|government|nation-state)[- ]sponsored\\b`,
  'i',
);

/**
 * What the first sentence of a description says of a sponsor: "is a North Korean state-sponsored threat group". Only this form is read;
 * "Russia-based" says where, not for whom.
 */
export function sponsorIn(description: string): Saying | null {
  const sentence = excerpt(description);
  const [, hedge, demonym] = sponsored.exec(sentence) ?? [];
  const state = demonym && stateOf(demonyms[demonym.toLowerCase()]!);
  if (!state) return null;
  return {
    predicate: 'actsFor',
    object: state,
    ...(hedge ? { modality: 'ASSESSMENT', hedge } : {}),
    quote: sentence,
    part: 'description',
  };
}
