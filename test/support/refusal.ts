const ofOurInside = /node_modules|\.[jt]s:\d|Neo4jError|Neo\.|org\.neo4j|bolt:\/\/|\n\s+at /;

export interface Told {
  data: unknown;
  errors?: { message: string; extensions: { code: string; requestId: string } }[];
}

/** A refusal is whole: status, code, request id, and nothing of what lies behind. */
export async function expectRefusal(response: Response, status: number, code: string): Promise<NonNullable<Told['errors']>> {
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.stringContaining(code)]);
  expect(text).not.toMatch(ofOurInside);
  const { data, errors = [] } = JSON.parse(text) as Told;
  expect(data).toBeNull();
  expect(errors[0]?.message).toMatch(/\S/);
  expect(errors[0]?.extensions.code).toBe(code);
  expect(errors[0]?.extensions.requestId).toMatch(/^[\w-]{36}$/);
  return errors;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
