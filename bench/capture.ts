import { checkRow, Graph, type Cypher, type GraphAddress, type Writing } from '@linchpin/graph';

type Row = Record<string, unknown>;

/** One statement that the product ran for a request. */
export interface Statement {
  text: string;
  parameters: Row;
  /** Statements of one transaction; null for a read on its own. */
  transaction: number | null;
  /** Statements of the same step were sent together, without waiting. */
  step: number;
}

/** The product's connection, which also keeps what was run, so that the same can be run without the product. */
export class RecordingGraph extends Graph {
  statements: Statement[] = [];
  private step = 0;
  private pending = 0;
  private transactions = 0;

  constructor(address: GraphAddress) {
    super(address);
  }

  /** What has been run since the last call. */
  take(): Statement[] {
    return this.statements.splice(0);
  }

  override readText(text: Cypher, parameters: Row): Promise<Row[]> {
    return this.recorded(text, parameters, null, () => super.readText(text, parameters));
  }

  override write<R>(work: (tx: Writing) => Promise<R>, timeout?: number): Promise<R> {
    const transaction = this.transactions++;
    return super.write((tx) => {
      const runText: Writing['runText'] = (text, parameters) =>
        this.recorded(text, parameters, transaction, () => tx.runText(text, parameters));
      return work({
        runText,
        run: async (query, parameters) => (await runText(query.cypher, parameters)).map((row) => checkRow(query.gives, row)),
      });
    }, timeout);
  }

  private async recorded<R>(text: Cypher, parameters: Row, transaction: number | null, run: () => Promise<R>): Promise<R> {
    if (this.pending++ === 0) this.step++;
    this.statements.push({ text: text.text, parameters, transaction, step: this.step });
    try {
      return await run();
    } finally {
      this.pending--;
    }
  }
}
