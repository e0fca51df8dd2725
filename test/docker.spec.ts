import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../apps/config.js';

interface Service {
  image: string;
  build?: string;
  command?: unknown;
  entrypoint?: unknown;
  environment: Record<string, string>;
  ports?: string[];
  healthcheck?: { test: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  volumes: string[];
}
interface Compose {
  services: { api: Service; neo4j: Service };
  volumes: Record<string, unknown>;
}

const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8');
const dockerfile = read('Dockerfile').replace(/\\\n\s*/g, '');
const compose = parse(read('docker-compose.yml')) as Compose;
const { api, neo4j } = compose.services;
const stages = dockerfile.split(/^(?=FROM )/m).filter((stage) => stage.startsWith('FROM '));
const runtime = stages.at(-1)!;

/** The last instruction of that name in the stage that is run. */
const instruction = (name: string): string | undefined => [...runtime.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].at(-1)?.[1];
const imageOf = (stage: string): string => /^FROM (\S+)/.exec(stage)![1]!;

/** A tag with at least two numbers, or a number and a distribution: never latest, never a bare name. */
const pinned = /^[\w./-]+:(\d+\.\d+[\w.-]*|\d+-\w[\w.-]*)$/;
const onLoopback = /^127\.0\.0\.1:.+:\d+$/;
/** A password that stands in the file instead of coming from outside. */
const isSecret = (name: string, value: string): boolean =>
  /PASSWORD|SECRET|AUTH/.test(name) && !/^(neo4j\/)?\$\{\w+:\?[^}]+\}$/.test(value);

describe('the container', () => {
  it('runs what npm start runs', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const [, started] = scripts.start!.split(' && ');
    expect((JSON.parse(instruction('CMD')!) as string[]).join(' ')).toBe(started);
    expect(instruction('ENTRYPOINT')).toBeUndefined();
    expect([api.command, api.entrypoint]).toEqual([undefined, undefined]);
  });

  it('asks a health address that the API has', () => {
    const asked = /127\.0\.0\.1:\$\{process\.env\.PORT\}(\/[a-z/]+)/.exec(instruction('HEALTHCHECK')!)?.[1];
    const controller = read('apps/api/src/health/health.controller.ts');
    const folder = /@Controller\('([^']+)'\)/.exec(controller)?.[1];
    const paths = [...controller.matchAll(/@Get\('([^']+)'\)/g)].map(([, path]) => `/${folder}/${path}`);
    expect(asked).toMatch(/ready$/);
    expect(paths).toContain(asked);
    expect(api.healthcheck).toBeUndefined();
    expect(neo4j.healthcheck?.test.join(' ')).toContain('cypher-shell');
    expect(api.depends_on?.neo4j?.condition).toBe('service_healthy');
  });

  it('is built on pinned images and does not run as root', () => {
    expect(stages).toHaveLength(2);
    for (const image of [...stages.map(imageOf), neo4j.image, api.image]) expect(image).toMatch(pinned);
    expect(instruction('USER')).toBe('node');
    expect(runtime).toContain('npm ci --omit=dev');
    expect('neo4j:latest').not.toMatch(pinned);
    expect('neo4j').not.toMatch(pinned);
  });

  it('publishes ports on this machine only, and the database none', () => {
    expect(neo4j.ports).toBeUndefined();
    expect(api.ports).toHaveLength(1);
    for (const port of api.ports!) expect(port).toMatch(onLoopback);
    expect('3000:3000').not.toMatch(onLoopback);
    expect('0.0.0.0:3000:3000').not.toMatch(onLoopback);
  });

  it('holds no secret', () => {
    for (const { environment } of [api, neo4j])
      expect(Object.entries(environment).filter(([name, value]) => isSecret(name, value))).toEqual([]);
    expect(dockerfile).not.toMatch(/(PASSWORD|SECRET|AUTH)=/);
    expect(isSecret('NEO4J_AUTH', 'neo4j/hunter22')).toBe(true);
    expect(isSecret('NEO4J_PASSWORD', '${NEO4J_PASSWORD:-hunter22}')).toBe(true);
  });

  it('gives the API settings that it takes, and keeps what must outlive it', () => {
    const given = Object.entries(api.environment).map(([name, value]) => [name, /^\$\{\w+:-(.*)\}$/.exec(value)?.[1] ?? value]);
    const image = [...instruction('ENV')!.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]);
    const config = readConfig(Object.fromEntries([...image, ...given]) as Record<string, string>);
    expect(config).toMatchObject({ host: '0.0.0.0', port: 3000, home: '/data', neo4j: { uri: 'bolt://neo4j:7687' } });
    expect(api.ports![0]).toMatch(new RegExp(`:${config.port}$`));
    expect(api.volumes).toEqual([`linchpin:${config.home}`]);
    expect(neo4j.volumes).toEqual(['neo4j:/data']);
    expect(Object.keys(compose.volumes).sort()).toEqual(['linchpin', 'neo4j']);
  });

  it('gives Neo4j no variable that its image would take for an unknown setting', () => {
    const settings = Object.keys(neo4j.environment).filter((name) => name !== 'NEO4J_AUTH');
    for (const name of settings) expect(name).toMatch(/^NEO4J_(server|dbms|client|internal|db)_[a-z_]+$/);
    expect(neo4j.environment.NEO4J_dbms_usage__report_enabled).toBe('false');
  });
});
