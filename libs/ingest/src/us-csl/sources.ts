import type { ListedEntity, ListedFact } from '@linchpin/facts';
import { ofac, frameOf as ofacFrame } from '../ofac-csv/ofac-lists.js';
import { programIdOf } from '../ofac-csv/parties.js';
import { partOfId } from '../part-of-id.js';

const agency = (id: string, label: string, short?: string): ListedEntity => ({
  id,
  kind: 'Agency',
  label,
  ...(short ? { names: [{ text: short, lang: 'en' }] } : {}),
});
export const tradeAdministration = agency('us-ita', 'International Trade Administration', 'ITA');
export const industryBureau = agency('us-bis', 'Bureau of Industry and Security', 'BIS');
const stateDepartment = agency('us-state-department', 'United States Department of State');
const authorities: [words: RegExp, authority: ListedEntity][] = [
  [/Treasury Department$/, ofac],
  [/Bureau of Industry and Security$/, industryBureau],
  [/State Department$/, stateDepartment],
];

/** One of the lists that are put together, as each row names it: "Entity List (EL) - Bureau of Industry and Security". */
export interface Source {
  /** As a part of ids: el. */
  code: string;
  /** The list as a regime. */
  regime: ListedEntity;
  /** Who stands behind it; undefined where the name does not tell. */
  authority?: ListedEntity;
  /** The id of a programme under which it lists. */
  regimeOf: (program: string) => string;
}

export function sourceNamed(name: string): Source {
  const [, title = name, code = name] = /^(.*?) ?\(([^)]+)\)/.exec(name) ?? [];
  const authority = authorities.find(([words]) => words.test(name))?.[1];
  const short = partOfId(code.replace(/ List$/, ''));
  return {
    code: short,
    regime: {
      id: `us-list-${short}`,
      kind: 'SanctionsRegime',
      label: /\blist$/i.test(title) ? title : `${title} List`.replace(/ List List$/, ' List'),
    },
    ...(authority ? { authority } : {}),
    regimeOf: authority === ofac ? programIdOf : (program) => `us-${short}-program-${partOfId(program)}`,
  };
}

/** The authorities, the state behind them, their lists and programmes. @param programs by the name of the source */
export function frameOf(programs: ReadonlyMap<string, ReadonlySet<string>>): { entities: ListedEntity[]; facts: ListedFact[] } {
  const treasury = ofacFrame([...programs].flatMap(([name, codes]) => (sourceNamed(name).authority === ofac ? [...codes] : [])));
  const [entities, facts] = [new Map<string, ListedEntity>(), new Map<string, ListedFact>()];
  const say = (fact: Omit<ListedFact, 'locator'>): void =>
    void facts.set(`${fact.subject} ${fact.predicate}`, { ...fact, locator: 'the list as a whole' });
  for (const entity of [tradeAdministration, ...treasury.entities]) entities.set(entity.id, entity);
  for (const fact of treasury.facts) say({ ...fact, claimant: ofac.id });
  say({ subject: tradeAdministration.id, predicate: 'agencyOf', object: 'iso-3166-1-alpha-2:US' });
  for (const [name, codes] of [...programs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { regime, authority, regimeOf } = sourceNamed(name);
    const others =
      authority === ofac ? [] : [...codes].map((code): ListedEntity => ({ id: regimeOf(code), kind: 'SanctionsRegime', label: code }));
    for (const entity of [regime, ...others]) entities.set(entity.id, entity);
    if (!authority) continue;
    entities.set(authority.id, authority);
    say({ subject: authority.id, predicate: 'agencyOf', object: 'iso-3166-1-alpha-2:US', claimant: authority.id });
    for (const { id } of [regime, ...others]) say({ subject: id, predicate: 'imposedBy', object: authority.id, claimant: authority.id });
  }
  return { entities: [...entities.values()], facts: [...facts.values()] };
}
