import { createToken, readPepper, type Role } from '@linchpin/access';
import type { Graph } from '@linchpin/graph';
import type { TestServer } from './server.js';

export interface TeamFact {
  id: string;
  version: number;
  label: string;
}
export interface TeamPayload {
  fact: TeamFact | null;
  userErrors: { code: string; message: string; path: string[] }[];
}
export interface TeamNotification {
  kind: string;
  at: string;
  change: number;
  text: string;
  fact: TeamFact | null;
  entity: { id: string } | null;
  comment: { id: string; text: string | null } | null;
  question: { name: string } | null;
}
export interface TeamNews {
  totalCount: number;
  edges: { cursor: string; node: TeamNotification }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

const inNews = `totalCount pageInfo { endCursor hasNextPage }
  edges { cursor node { kind at change text fact { id version label } entity { id } COMMENT question { name } } }`;

/** People with tokens of their own at a server where what is recorded waits for review. */
export class Team {
  private count = 0;
  private readonly tokens = new Map<string, string>();
  private constructor(readonly server: TestServer) {}

  /** @param people who has which role; a name before a slash is whose token it is */
  static async at(server: TestServer, graph: Graph, people: Record<string, Role>): Promise<Team> {
    const team = new Team(server);
    const pepper = await readPepper(server.home);
    for (const [who, role] of Object.entries(people))
      team.tokens.set(who, (await createToken(graph, pepper, { role, name: who.split('/')[0]! })).token);
    return team;
  }

  token(who: string): string {
    return this.tokens.get(who)!;
  }

  async change<P = TeamPayload>(who: string, mutation: string, input: Record<string, unknown>, selection?: string): Promise<P> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { done } = await this.server.data<{ done: P }>(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${selection ?? 'fact { id version label }'} userErrors { code message path } } }`,
      { input: { idempotencyKey: `t${++this.count}`, ...input } },
      this.token(who),
    );
    return done;
  }

  step(who: string, mutation: string, { id, version }: TeamFact, rest = {}): Promise<TeamPayload> {
    return this.change(who, mutation, { fact: id, expectedVersion: version, ...rest });
  }

  async propose(who: string, subject: string, object: string): Promise<TeamFact> {
    const validTime = `${1900 + (++this.count % 120)}/..`;
    const attestation = { document: 'doc-seed', claimant: 'dyn', voice: 'EDITORIAL', note: 'for the test' };
    const given = { subject, predicate: 'providesInternetAccessTo', object, validTime, attestation };
    const { fact, userErrors } = await this.change(who, 'proposeFact', given);
    if (!fact) throw new Error(JSON.stringify(userErrors));
    return fact;
  }

  /** Proposed, handed in and approved. */
  async publish(author: string, reviewer: string, subject: string, object: string): Promise<TeamFact> {
    const handedIn = await this.step(author, 'submitFact', await this.propose(author, subject, object));
    return (await this.step(reviewer, 'reviewFact', handedIn.fact!, { decision: 'APPROVE' })).fact!;
  }

  comment(
    who: string,
    fact: string,
    text: string,
    rest = {},
  ): Promise<{ comment: { id: string; mentions: string[] } | null } & TeamPayload> {
    return this.change(who, 'addComment', { fact, text, ...rest }, 'comment { id mentions }');
  }

  async follow(who: string, given: string): Promise<{ following: unknown[] | null; userErrors: { code: string }[] }> {
    const { follow } = await this.server.data<{ follow: { following: unknown[] | null; userErrors: { code: string }[] } }>(
      `mutation { follow(${given}) { following { entity { id } fact { id } question { name } } userErrors { code } } }`,
      undefined,
      this.token(who),
    );
    return follow;
  }

  async news(who: string, cursor?: string, first = 100): Promise<TeamNews> {
    const comment = who.startsWith('dee') ? 'comment { id }' : 'comment { id text }';
    const { notifications } = await this.server.data<{ notifications: TeamNews }>(
      `query ($cursor: String, $first: Int) { notifications(cursor: $cursor, first: $first) { ${inNews.replace('COMMENT', comment)} } }`,
      { cursor, first },
      this.token(who),
    );
    return notifications;
  }

  /** What is new by now: give it to `told`. */
  async now(who: string): Promise<string> {
    return (await this.news(who)).pageInfo.endCursor;
  }

  /** Each as "KIND what", since a cursor. */
  async told(who: string, since: string): Promise<string[]> {
    const { edges } = await this.news(who, since);
    return edges.map(({ node }) => `${node.kind} ${node.question?.name ?? node.entity?.id ?? node.fact?.id ?? ''}`);
  }

  async lastChange(): Promise<number> {
    const { changesSince } = await this.server.data<{ changesSince: { edges: { node: { number: number } }[] } }>(
      '{ changesSince(last: 1) { edges { node { number } } } }',
    );
    return changesSince.edges[0]!.node.number;
  }
}
