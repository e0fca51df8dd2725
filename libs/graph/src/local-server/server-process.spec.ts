import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, identify, isStill } from './server-process.js';

describe('processes', () => {
  it('knows itself, and not a pid that nobody has', async () => {
    const me = await identify(process.pid);
    expect(me?.commandLine).toContain('node');
    expect(await isStill(process.pid, me?.startedAt ?? '')).toBe(true);
    expect(await isStill(process.pid, 'another time')).toBe(false);
    expect(await identify(2147483646)).toBeNull();
  });

  it('ends a process, but none that only took over its pid', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    try {
      const startedAt = (await identify(pid))?.startedAt ?? '';
      await endProcess(pid, 'another time');
      expect(await isStill(pid, startedAt)).toBe(true);
      await endProcess(pid, startedAt);
      expect(await identify(pid)).toBeNull();
    } finally {
      child.kill('SIGKILL');
    }
  });
});
