import type { Kind } from '@linchpin/vocabulary';
import { Refused } from '../../refusals.js';
import { searchNames } from '../../read/search-text.js';
import { checkEntity, entityProperties, identifiersOf } from '../../record/record-entities.js';
import { lackingNames } from '../ensure-entities.js';
import type { ListedEntity } from '../snapshot.js';
import { digestOf, NumbersByDigest } from './numbers-by-digest.js';
import { fitsList, type Stored } from './row-file.js';
import type { StoreRows } from './store-rows.js';

/** Who recorded it, and when. */
export interface Made {
  recordedBy: string;
  recordedAt: Date;
}

interface Held {
  id: string;
  kind: Kind;
  label: string;
  names: string[];
  langs: string[];
  made: Made;
  further: Record<string, unknown>;
  joined: Set<string>;
}

/** Rows of entities with their identifiers. An entity that comes up again is held until all was said of it: names are added to it only. */
export class EntityRows {
  private readonly identifiers = new NumbersByDigest(Uint8Array);
  private readonly held = new Map<string, Held>();

  /** @param again the ids of those that come up again */
  constructor(
    private readonly rows: StoreRows,
    private readonly again: ReadonlySet<string>,
  ) {}

  /** @param further properties beside those that every entity has @throws Refused @returns false for one that was there */
  add(entity: ListedEntity, made: Made, further: Record<string, unknown> = {}): boolean {
    const known = this.held.get(entity.id);
    if (known) {
      this.complete(known, entity);
      return false;
    }
    const refusals = checkEntity(entity);
    if (refusals.length) throw new Refused(refusals);
    const { id, kind } = entity;
    const label = entity.label.trim();
    const { names, nameLangs: langs } = entityProperties({ ...entity, label }) as { names: string[]; nameLangs: string[] };
    const one: Held = { id, kind, label, names, langs, made, further, joined: new Set() };
    this.join(one, identifiersOf(entity));
    if (this.again.has(id)) this.held.set(id, one);
    else this.write(one);
    return true;
  }

  finish(): void {
    for (const one of this.held.values()) this.write(one);
  }

  private complete(known: Held, entity: ListedEntity): void {
    for (const { text, lang = '' } of lackingNames(entity, known)) {
      known.names.push(text);
      known.langs.push(lang);
    }
    this.join(known, identifiersOf(entity));
  }

  private join({ id, joined }: Held, identifiers: ReturnType<typeof identifiersOf>): void {
    for (const { scheme, value, written } of identifiers) {
      const key = `${scheme}:${value}`;
      if (joined.has(key)) continue;
      joined.add(key);
      const digest = digestOf(key);
      if (this.identifiers.get(digest) === undefined) {
        this.identifiers.set(digest, 1);
        this.rows.node('Identifier', 'Identifier', { property: 'key', id: key }, { scheme, value, written });
      }
      this.rows.relationship('IDENTIFIED_BY', ['Entity', id], ['Identifier', key]);
    }
  }

  private write({ id, kind, label, names, langs, made, further }: Held): void {
    // What cannot be written here is added with its record, see `hasOddNames`.
    const written = names.map((name, i) => ({ name, lang: langs[i]! })).filter(({ name }) => fitsList(name));
    const own = written.map(({ name }) => name);
    const searched = searchNames([label, ...own]).map((name) => (fitsList(name) ? name : name.replace(/\p{Cc}/gu, ' ').trim()));
    const properties = {
      kind,
      label,
      names: own,
      nameLangs: written.map(({ lang }) => lang),
      searchNames: [...new Set(searched)],
      ...(further as Record<string, Stored>),
      ...made,
    };
    this.rows.node(`Entity:${kind}`, 'Entity', { property: 'id', id }, properties);
  }
}

/** One of its names cannot be written as an element of a list. */
export const hasOddNames = ({ names = [] }: ListedEntity): boolean => !names.every(({ text }) => fitsList(text));
