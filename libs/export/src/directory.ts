import type { UnloadedDocument, Unloading } from '@linchpin/facts';

/** What is looked up while facts stream by: states, sources and ways of access are few beside what is said. */
export interface Directory {
  /** ISO 3166-1 alpha-2 in upper case by the id of a state. */
  countries: Map<string, string>;
  documents: Map<string, UnloadedDocument>;
  /** Of publishers, and of what a fact may run through. */
  labels: Map<string, string>;
}

/** Reads the entities twice, since a source may stand before its publisher. */
export async function directoryOf(from: Unloading): Promise<Directory> {
  const directory: Directory = { countries: new Map(), documents: new Map(), labels: new Map() };
  for await (const { id, kind, label, identifiers, document } of from.entities()) {
    if (document) directory.documents.set(id, document);
    if (kind === 'InternetAccess' || kind === 'NetworkLink') directory.labels.set(id, label);
    const code = kind === 'State' && identifiers.find(({ scheme }) => scheme === 'iso-3166-1-alpha-2');
    if (code) directory.countries.set(id, code.value.toUpperCase());
  }
  const publishers = new Set([...directory.documents.values()].map(({ publisher }) => publisher));
  for await (const { id, label } of from.entities()) if (publishers.has(id)) directory.labels.set(id, label);
  return directory;
}
