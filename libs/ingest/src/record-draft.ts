import type { ListedEntity, ListedFact, ListRecord, ListWarning } from '@linchpin/facts';

export type Saying = Omit<ListedFact, 'subject' | 'locator'> & { subject?: string; part?: string };

interface Origin {
  /** The record's own key in the list; also the first part of every locator. */
  key: string;
  place: string;
  /** Of what its facts speak, where they do not say otherwise. */
  subject: string;
  /** Whose word it is, where that is not the authority of the list. */
  claimant?: string;
  /** Where the list has it from, in a few words; the last part of every locator. */
  source?: string;
}

/** A record while it is being read. */
export class RecordDraft {
  readonly entities: ListedEntity[] = [];
  readonly facts: ListedFact[] = [];
  readonly warnings: ListWarning[] = [];

  constructor(private readonly origin: Origin) {}

  say({ subject, part, ...fact }: Saying): void {
    const { key, claimant, source } = this.origin;
    this.facts.push({
      subject: subject ?? this.origin.subject,
      ...(claimant ? { claimant } : {}),
      ...fact,
      locator: [key, part, source].filter(Boolean).join(', '),
    });
  }

  /** What no predicate holds is counted, and kept in the list's words. */
  remark(kind: string, text: string, saying: Pick<Saying, 'subject' | 'part' | 'validTime'> = {}): void {
    this.warn(kind, text);
    this.say({ predicate: 'remark', value: { text }, ...saying });
  }

  warn(kind: string, text: string): void {
    this.warnings.push({ kind, text });
  }

  /** @param content the record as it stands in the list */
  finished(content: string): ListRecord {
    const { key, place } = this.origin;
    return { key, place, content, entities: this.entities, facts: this.facts, warnings: this.warnings };
  }
}
