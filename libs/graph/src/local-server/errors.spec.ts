import { explainDeath, lostThePort, ServerStartError } from './errors.js';

const locked = `2026-01-02 INFO  Starting...
2026-01-02 ERROR Failed to start Neo4j on 127.0.0.1:7474.
java.lang.RuntimeException: Error starting Neo4j database server
\tat org.neo4j.graphdb.facade.DatabaseManagementServiceFactory.startDatabaseServer(DatabaseManagementServiceFactory.java:288)
\t... 5 more
Caused by: org.neo4j.io.locker.FileLockException: Lock file has been locked by another process: /x/store_lock.
`;

describe('a server that died', () => {
  it('says what to do and the last lines, without the stack', () => {
    const error = explainDeath('Neo4j did not start.', locked, '/x/console.log');
    expect(error.message).toContain('Another Neo4j holds this store');
    expect(error.message).toContain('/x/console.log');
    expect(error.lastLines.at(-1)).toContain('FileLockException');
    expect(error.lastLines.some((line) => line.includes('\tat '))).toBe(false);
  });

  it.each([
    ['java.io.IOException: No space left on device', 'The disk is full'],
    ['Error occurred during initialization of VM: Could not reserve enough space', 'too little memory'],
    ['something else', 'stands in the lines below'],
  ])('%s', (output, advice) => expect(explainDeath('', output, '').message).toContain(advice));

  it('knows a lost race for the port', () => {
    const taken = 'Caused by: io.netty.channel.unix.Errors$NativeIoException: bind(..) failed with error(-98): Address already in use';
    expect(lostThePort(explainDeath('', taken, ''))).toBe(true);
    expect(lostThePort(explainDeath('', locked, ''))).toBe(false);
    expect(lostThePort(new Error('Address already in use'))).toBe(false);
    expect(new ServerStartError('x').code).toBe('SERVER_START');
  });
});
