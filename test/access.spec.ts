import { createToken, firstToken, identify, listTokens, revokeToken } from '@linchpin/access';
import { cypher, Graph } from '@linchpin/graph';
import { emptyGraph, testAddress } from './support/database.js';

const pepper = 'a pepper of at least thirty-two characters';

describe('tokens in the database', () => {
  let graph: Graph;
  beforeAll(async () => (graph = await emptyGraph()));
  afterAll(() => graph.close());

  it('gives the first one once, even to eight starts at once', async () => {
    const other = new Graph(testAddress());
    const tokens = await Promise.all(Array.from({ length: 8 }, (_, i) => firstToken(i % 2 ? graph : other, pepper)));
    const given = tokens.filter((token) => token !== null);
    expect(given).toHaveLength(1);
    expect(await firstToken(graph, pepper)).toBeNull();
    expect(await identify(graph, pepper, given[0]!)).toMatchObject({ role: 'admin', name: 'first start' });
    const [entry, ...others] = await listTokens(graph);
    expect(others).toEqual([]);
    expect(Date.parse(entry!.expiresAt) - Date.parse(entry!.createdAt)).toBe(24 * 3600_000);
    await other.close();
  });

  it('knows who holds one, and keeps neither its text nor a plain hash', async () => {
    const { id, token, role, expiresAt } = await createToken(graph, pepper, { role: 'analyst', name: 'Ada', days: 1 });
    expect(role).toBe('analyst');
    expect(await identify(graph, pepper, token)).toEqual({ id, role: 'analyst', name: 'Ada', expiresAt });
    expect(await identify(graph, `another ${pepper}`, token)).toBeNull();
    const kept = await graph.readText(cypher`MATCH (t:Token) RETURN properties(t) AS kept`, {});
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('notes that one is used', async () => {
    const { id, token } = await createToken(graph, pepper, { role: 'reader', name: 'Used' });
    await identify(graph, pepper, token);
    const lastUse = async () => (await listTokens(graph)).find((entry) => entry.id === id)?.lastUsedAt;
    for (let i = 0; i < 50 && !(await lastUse()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await lastUse()).toEqual(expect.any(String));
  });

  it('turns away what is revoked, expired, unknown or malformed', async () => {
    const { id, token } = await createToken(graph, pepper, { role: 'reader', name: 'Bob' });
    expect(await revokeToken(graph, id)).toBe(true);
    expect(await revokeToken(graph, 'T0')).toBe(false);
    const { id: old, token: expired } = await createToken(graph, pepper, { role: 'reader', name: 'Old' });
    await graph.command(cypher`MATCH (t:Token {id: $id}) SET t.expiresAt = datetime() - duration({seconds: 1})`, { id: old });
    for (const text of [token, expired, `lp_${'a'.repeat(43)}`, '', 'lp_', "lp_' OR 1=1 //"])
      expect(await identify(graph, pepper, text)).toBeNull();
  });

  it.each([
    [{ role: 'owner' as 'admin', name: 'x' }, 'UNKNOWN_ROLE'],
    [{ role: 'reader' as const, name: ' ' }, 'BAD_TOKEN_NAME'],
    [{ role: 'reader' as const, name: 'x', days: 0 }, 'BAD_TOKEN_LIFETIME'],
  ])('refuses to make %j', async (request, code) => {
    await expect(createToken(graph, pepper, request)).rejects.toMatchObject({ code });
  });
});
