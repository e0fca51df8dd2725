import { RowFile, type Stored } from './row-file.js';

type Row = Record<string, Stored>;

/** Nodes with ids of their own among themselves, which relationships name. */
type Group = 'Entity' | 'Fact' | 'Attestation' | 'Standing' | 'Identifier' | 'Change';

interface Sort {
  file: RowFile;
  option: '--nodes' | '--relationships';
  name: string;
}

/** The rows of a store that is to be made: nodes by their labels, relationships by their type. */
export class StoreRows {
  private readonly sorts = new Map<string, Sort>();

  constructor(private readonly dir: string) {}

  /** @param id the property that identifies it */
  node(labels: string, group: Group, key: { property: string; id: string }, properties: Row): void {
    this.fileOf(labels, '--nodes', '', () => [`${key.property}:ID(${group})`]).add([key.id], properties);
  }

  /** One to which nothing is joined. */
  lone(label: string, properties: Row): void {
    this.fileOf(label, '--nodes', '', () => []).add([], properties);
  }

  relationship(type: string, [from, a]: readonly [Group, string], [to, b]: readonly [Group, string], properties: Row = {}): void {
    this.fileOf(type, '--relationships', to, () => [`:START_ID(${from})`, `:END_ID(${to})`]).add([a, b], properties);
  }

  private fileOf(name: string, option: Sort['option'], to: string, ends: () => string[]): RowFile {
    const key = option + name + to;
    const known = this.sorts.get(key);
    if (known) return known.file;
    const file = new RowFile(this.dir, `${this.sorts.size}-${name.replace(/\W/g, '-').toLowerCase()}`, ends());
    this.sorts.set(key, { file, option, name });
    return file;
  }

  async flush(): Promise<void> {
    for (const { file } of this.sorts.values()) await file.flush();
  }

  /** @returns what neo4j-admin is to be told: the files, by names within their folder, and how to read them */
  async finish(): Promise<string[]> {
    const [args, withLineBreaks]: [string[], string[]] = [[], []];
    for (const { file, option, name } of this.sorts.values()) {
      const finished = await file.finish();
      args.push(`${option}=${name}=${finished.files.join(',')}`);
      withLineBreaks.push(...finished.withLineBreaks);
    }
    const lines = withLineBreaks.length ? ['--multiline-fields-format=v2', `--multiline-fields=${withLineBreaks.join(',')}`] : [];
    return [...args, ...lines, '--array-delimiter=U+001F', '--trim-strings=true'];
  }

  async close(): Promise<void> {
    for (const { file } of this.sorts.values()) await file.close();
  }
}
