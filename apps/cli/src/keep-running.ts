import type { LocalServer } from '@linchpin/graph';

/** Starts the database, on this port if it is given, and tells when it ends by itself. */
export type Start = (onDeath: (reason: string) => void, port?: number) => Promise<LocalServer>;

export interface Running {
  server: LocalServer;
  stop: () => Promise<void>;
}

const most = 3;
const withinMs = 10 * 60_000;

/**
 * Starts the database and, if it ends by itself, starts it again on the same port, where the driver finds it: at most 3 times in
 * 10 minutes, since one that dies at once, say of a full disk, needs a person.
 * @param onGiveUp told why it stays down
 */
export async function keepRunning(start: Start, onGiveUp: (reason: string) => void): Promise<Running> {
  const deaths: number[] = [];
  let stopped = false;
  let current: Promise<LocalServer>;

  const startAgain = async (reason: string, port: number): Promise<LocalServer> => {
    process.stderr.write(`${reason}\nStarting it again (${deaths.length} of ${most} times) …\n`);
    const server = await start(onDeath, port);
    if (server.port === port) {
      process.stderr.write('The database runs again.\n');
      return server;
    }
    await server.stop();
    throw new Error(`Another program took port ${port} meanwhile. Start Linchpin again.`);
  };
  const onDeath = (reason: string): void => {
    if (stopped) return;
    const now = Date.now();
    deaths.splice(0, deaths.length, ...deaths.filter((at) => now - at < withinMs), now);
    if (deaths.length > most) return onGiveUp(reason);
    const again = current.then(({ port }) => startAgain(reason, port));
    again.catch((error: unknown) => stopped || onGiveUp(`${reason}\n${error instanceof Error ? error.message : String(error)}`));
    current = again;
  };

  current = start(onDeath);
  const server = await current;
  const stop = async () => {
    stopped = true;
    await current.then((running) => running.stop()).catch(() => undefined);
  };
  return { server, stop };
}
