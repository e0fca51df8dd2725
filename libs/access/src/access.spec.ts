import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPepper } from './pepper.js';
import { reaches, roleNames } from './roles.js';
import { digestOf, isTokenText, newTokenText } from './token-text.js';

describe('the text of a token', () => {
  it('is lp_ and 256 random bits', () => {
    const tokens = Array.from({ length: 100 }, newTokenText);
    expect(new Set(tokens).size).toBe(100);
    expect(tokens.every(isTokenText)).toBe(true);
    expect(Buffer.from(tokens[0]!.slice(3), 'base64url')).toHaveLength(32);
  });

  it.each(['', 'lp_', 'x'.repeat(46), `lp_${'é'.repeat(43)}`, `lp_${'a'.repeat(42)}\n`, `lp_${'a'.repeat(44)}`, 'lp_'.repeat(100_000)])(
    'is not something else (%#)',
    (text) => expect(isTokenText(text)).toBe(false),
  );

  it('has a digest that depends on the pepper and does not contain it', () => {
    const token = `lp_${'a'.repeat(43)}`;
    expect(digestOf('one', token)).toMatch(/^[\w-]{43}$/);
    expect(digestOf('one', token)).toBe(digestOf('one', token));
    expect(digestOf('one', token)).not.toBe(digestOf('two', token));
  });
});

describe('roles', () => {
  it('each may do what those before it may, and not the reverse', () => {
    expect(roleNames).toEqual(['reader', 'analyst', 'reviewer', 'admin']);
    for (const [i, role] of roleNames.entries())
      expect(roleNames.filter((least) => reaches(role, least))).toEqual(roleNames.slice(0, i + 1));
  });
});

describe('the pepper', () => {
  let home: string;
  beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'linchpin-pepper-'))));
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is the same for all who ask at once, and later', async () => {
    const nested = join(home, 'new', 'home');
    const peppers = await Promise.all(Array.from({ length: 8 }, () => readPepper(nested)));
    expect(new Set([...peppers, await readPepper(nested)]).size).toBe(1);
    expect(peppers[0]).toHaveLength(43);
    expect(await readdir(nested)).toEqual(['secret']);
    expect((await stat(join(nested, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('comes from the configuration where one is given', async () => {
    const secret = 'a secret of at least thirty-two characters';
    expect(await readPepper(home, secret)).toBe(secret);
    expect(await readdir(home)).toEqual([]);
  });

  it('is refused when it is too short, without being told', async () => {
    await expect(readPepper(home, 'short-one')).rejects.toMatchObject({ code: 'SECRET_UNUSABLE' });
    await expect(readPepper(home, 'short-one')).rejects.not.toThrow('short-one');
    await writeFile(join(home, 'secret'), '');
    await expect(readPepper(home)).rejects.toMatchObject({ code: 'SECRET_UNUSABLE' });
    expect(await readFile(join(home, 'secret'), 'utf8')).toBe('');
  });
});
