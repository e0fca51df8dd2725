import { defaultMemory, settings } from './settings.js';

const gigabyte = 1024 ** 3;

describe('memory of the local Neo4j', () => {
  it.each([
    [2, 0, 512],
    [16, 0, 2048],
    [256, 0, 4096],
    [256, 8, 1024],
  ])('a machine of %d GB, a container of %d GB: %d MB each', (machine, container, mb) => {
    expect(defaultMemory(machine * gigabyte, container * gigabyte)).toEqual({ heapMb: mb, pageCacheMb: mb });
  });

  it('takes the machine where a container without a limit reports an absurd one', () => {
    expect(defaultMemory(16 * gigabyte, 2 ** 63).heapMb).toBe(2048);
  });
});

describe('neo4j.conf', () => {
  const lines = settings(4567, { heapMb: 512, pageCacheMb: 64 }).split('\n');

  it.each([
    'server.bolt.listen_address=127.0.0.1:4567',
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.security.allow_csv_import_from_file_urls=false',
    'internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0',
    'dbms.usage_report.enabled=false',
    'server.memory.pagecache.size=64m',
  ])('says %s', (line) => expect(lines).toContain(line));
});
