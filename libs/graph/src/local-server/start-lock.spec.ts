import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withStartLock } from './start-lock.js';

describe('the lock around a start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'linchpin-lock-'));
  const file = join(directory, 'starting.lock');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  afterEach(() => expect(readdirSync(directory)).toEqual([]));

  it('lets one in at a time, and tells the others once that they wait', async () => {
    let inside = 0;
    let most = 0;
    let waits = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(20);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withStartLock(file, () => waits++, work)));
    expect(most).toBe(1);
    expect(waits).toBe(2);
  });

  it('is given back when the work fails', async () => {
    await expect(
      withStartLock(
        file,
        () => undefined,
        () => Promise.reject(new Error('no')),
      ),
    ).rejects.toThrow('no');
    await expect(
      withStartLock(
        file,
        () => undefined,
        () => Promise.resolve('yes'),
      ),
    ).resolves.toBe('yes');
  });

  it.each([
    ['of a process that is gone', '2147483646 1 x'],
    ['of a pid that now belongs to another process', `${process.pid} long-ago x`],
  ])('takes over a lock %s', async (_, text) => {
    writeFileSync(file, text);
    await expect(
      withStartLock(
        file,
        () => undefined,
        () => Promise.resolve('mine'),
      ),
    ).resolves.toBe('mine');
  });

  it('takes over an empty lock that nobody finished writing', async () => {
    writeFileSync(file, '');
    utimesSync(file, 1, 1);
    await expect(
      withStartLock(
        file,
        () => undefined,
        () => Promise.resolve('mine'),
      ),
    ).resolves.toBe('mine');
  });

  it('lets many take over one stale lock without two inside', async () => {
    writeFileSync(file, '2147483646 1 x');
    let inside = 0;
    const seen: number[] = [];
    const work = async () => {
      seen.push(++inside);
      await sleep(5);
      inside--;
    };
    await Promise.all(Array.from({ length: 5 }, () => withStartLock(file, () => undefined, work)));
    expect(seen).toEqual([1, 1, 1, 1, 1]);
  });
});
