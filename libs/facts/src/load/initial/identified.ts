import type { EntityInput } from '../../input.js';
import { identifiersOf } from '../../record/record-entities.js';
import { isIdentifier, keyOf, referencesIn } from '../ensure-entities.js';
import type { ListedEntity, ListedFact } from '../snapshot.js';

/** Which entities have the identifiers by which facts name them: few, of all that a list holds. */
export class Identified {
  /** By scheme and value; of several entities the one with the smallest id. */
  private readonly ids = new Map<string, string>();
  private readonly asked = new Set<string>();
  private readonly schemes = new Set<string>();
  private readonly passed = new Set<string>();
  /** A scheme was asked for when entities with identifiers of it had gone by: all have to be seen once more. */
  incomplete = false;

  /** @param given entities that are there, whatever is asked for */
  constructor(given: readonly EntityInput[]) {
    for (const entity of given) for (const { scheme } of entity.identifiers ?? []) this.schemes.add(scheme.toLowerCase());
    for (const entity of given) this.see({ ...entity, id: entity.id! });
  }

  get(key: string): string | undefined {
    return this.ids.get(key);
  }

  ask(facts: readonly ListedFact[]): void {
    for (const fact of facts)
      for (const reference of referencesIn(fact)) {
        if (!isIdentifier(reference) || this.asked.has(reference)) continue;
        this.asked.add(reference);
        const [scheme = ''] = keyOf(reference).split(':');
        this.schemes.add(scheme);
        this.incomplete ||= this.passed.has(scheme);
      }
  }

  see(entity: ListedEntity): void {
    if (!entity.identifiers?.length) return;
    for (const { scheme, value } of identifiersOf(entity)) {
      if (!this.schemes.has(scheme)) {
        this.passed.add(scheme);
        continue;
      }
      const key = `${scheme}:${value}`;
      const known = this.ids.get(key);
      if (known === undefined || entity.id < known) this.ids.set(key, entity.id);
    }
  }
}
