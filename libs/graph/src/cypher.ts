import { edgeType, kinds, predicateEntry, type Kind, type RelationPredicate } from '@linchpin/vocabulary';

/** Cypher text that was written in this code base. A plain string is not one, so user input cannot be spliced in. */
export class Cypher {
  private readonly brand = 'cypher';
  private constructor(readonly text: string) {}

  /** Only for the functions of this file, which vouch for the text. */
  static vouched(text: string): Cypher {
    return new Cypher(text);
  }

  toString(): string {
    return `${this.brand}: ${this.text}`;
  }
}

/** Tagged template: only other Cypher can be put into it. */
export function cypher(strings: TemplateStringsArray, ...parts: Cypher[]): Cypher {
  return Cypher.vouched(strings.reduce((text, string, i) => text + string + (i < parts.length ? parts[i]!.text : ''), ''));
}

/** The relationship type of a predicate between entities. `edge('birthDate')` does not compile. */
export const edge = (predicate: RelationPredicate): Cypher => {
  if (!predicateEntry(predicate)?.to) throw new TypeError(`${predicate} is not a predicate between entities`);
  return Cypher.vouched(edgeType(predicate));
};

/** The label of a kind. */
export const label = (kind: Kind): Cypher => {
  if (!Object.hasOwn(kinds, kind)) throw new TypeError(`${kind} is not a kind`);
  return Cypher.vouched(kind);
};

/** A name that the query itself gives to a variable, key or parameter. GraphQL allows just these characters in names too. */
export const name = (text: string): Cypher => {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) throw new TypeError('not a name');
  return Cypher.vouched(text);
};

/** Cypher parts one after the other. */
export const join = (parts: readonly Cypher[], separator: ', ' | ' AND ' | ' OR ' | ' ' | '|' | '\n'): Cypher =>
  Cypher.vouched(parts.map((part) => part.text).join(separator));

/** All conditions, or true where there are none. */
export const all = (conditions: readonly Cypher[]): Cypher => (conditions.length ? join(conditions, ' AND ') : cypher`true`);

/** Collects the values of one statement: `add(5)` gives `$p0`, so that the text depends on the shape alone and its plan is reused. */
export class Parameters {
  readonly values: Record<string, unknown> = {};
  private count = 0;

  add(value: unknown): Cypher {
    const key = `p${this.count++}`;
    this.values[key] = value;
    return Cypher.vouched(`$${key}`);
  }
}
