/** Java or Maven is missing or too old. The message names what was found and three ways out. */
export class MissingToolError extends Error {
  readonly code = 'MISSING_TOOL';
  override readonly name = 'MissingToolError';
}

/** The local Neo4j did not come up. The message holds what to do and the last lines it said. */
export class ServerStartError extends Error {
  readonly code = 'SERVER_START';
  override readonly name = 'ServerStartError';

  constructor(
    what: string,
    readonly lastLines: readonly string[] = [],
  ) {
    super([what, ...lastLines.map((line) => `  ${line}`)].join('\n'));
  }
}

const advice: readonly [RegExp, string][] = [
  [/locked by another process/, 'Another Neo4j holds this store. End that process, or point Linchpin to another home.'],
  [/No space left|not enough space|disk space/i, 'The disk is full. Free at least 512 MB and start again.'],
  [/reserve enough space|insufficient memory|OutOfMemory/i, 'There is too little memory. End other programs, or give Neo4j less.'],
  [/Permission denied|AccessDenied/i, 'The files belong to somebody else. Start Linchpin as the user who owns its home.'],
  [/UnsupportedClassVersion|Unrecognized option/i, 'This Java does not suit Neo4j 5.26. Install Java 17 or 21.'],
];

/** True where another process took the port between our look and Neo4j's bind. */
export const lostThePort = (error: unknown): boolean =>
  error instanceof ServerStartError && error.lastLines.some((line) => /Address already in use|PortBindException/.test(line));

/**
 * Explains a dead server from what it printed.
 * @param what e.g. `Neo4j did not start.`
 * @param output what the JVM wrote to its console, whole
 * @param log the path a reader can open for the rest
 */
export function explainDeath(what: string, output: string, log: string): ServerStartError {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+(at |\.\.\. )/.test(line));
  const hint = advice.find(([pattern]) => pattern.test(output))?.[1] ?? 'What went wrong stands in the lines below.';
  return new ServerStartError(`${what} ${hint} The whole log: ${log}`, lines.slice(-12));
}
