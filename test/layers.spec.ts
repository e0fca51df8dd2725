import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** The rooms, and into which others each may reach. Whatever is not named here is forbidden. */
const arrows = {
  'libs/vocabulary': [],
  'libs/graph': ['libs/vocabulary'],
  'libs/facts': ['libs/vocabulary', 'libs/graph'],
  'libs/access': ['libs/vocabulary', 'libs/graph'],
  'libs/analyses': ['libs/vocabulary', 'libs/graph', 'libs/facts'],
  'libs/ingest': ['libs/vocabulary', 'libs/facts'],
  'libs/export': ['libs/vocabulary', 'libs/facts'],
  seed: ['libs/vocabulary', 'libs/facts'],
  'apps/config': [],
  'apps/playground': [],
  'apps/api': ['libs/vocabulary', 'libs/graph', 'libs/facts', 'libs/access', 'libs/analyses', 'libs/ingest', 'libs/export', 'apps/config'],
  'apps/cli': [
    'libs/vocabulary',
    'libs/graph',
    'libs/facts',
    'libs/access',
    'libs/analyses',
    'libs/ingest',
    'libs/export',
    'apps/config',
    'apps/api',
    'seed',
  ],
  bench: ['libs/vocabulary', 'libs/graph', 'libs/facts', 'libs/access', 'apps/config', 'apps/api', 'seed'],
} as const satisfies Record<string, readonly string[]>;
type Room = keyof typeof arrows;
const rooms = Object.keys(arrows) as Room[];

/** Packages that only some rooms may know. */
const kept: [RegExp, readonly Room[]][] = [
  [/^neo4j-driver$/, ['libs/graph', 'bench']],
  [/^jose$/, ['libs/access']],
  [/^(@nestjs\/|@fastify\/|fastify$|mercurius$|class-validator$|class-transformer$)/, ['apps/api']],
  [/^graphql($|\/)/, ['apps/api', 'apps/playground']],
  [/^(react|graphiql|@graphiql\/)/, ['apps/playground']],
];
const withoutPackages: readonly Room[] = ['libs/vocabulary'];
/** It fills a database by the hundred thousand, past the doors of the libs. */
const reachInside: readonly Room[] = ['bench'];
const typesOnly: readonly [Room, Room][] = [
  ['seed', 'libs/facts'],
  ['libs/ingest', 'libs/facts'],
  ['libs/export', 'libs/facts'],
];
const cypherIn =
  /^(libs\/|bench\/|apps\/api\/src\/(compile|schema|entities|facts|record|analyses|changes|questions|review|judge|merge|team|reconcile)\/)/;

interface Import {
  from: string;
  line: number;
  typeOnly: boolean;
}
interface Source {
  path: string;
  text: string;
}

const roomOf = (path: string): Room | undefined =>
  rooms.find((room) => path === room || (/^[/.]/.test(path.slice(room.length)) && path.startsWith(room)));

/** Every module that a file names, and where it writes Cypher. */
function read({ path, text }: Source): { imports: Import[]; cypher: number[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const imports: Import[] = [];
  const cypher: number[] = [];
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const add = (node: ts.Node | undefined, typeOnly = false) => {
    if (node && ts.isStringLiteralLike(node)) imports.push({ from: node.text, line: lineOf(node), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(file) === 'require')
    )
      add(node.arguments[0]);
    else if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'cypher') cypher.push(lineOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { imports, cypher };
}

/** What an import leads to: a room of ours, or a package. */
function targetOf(path: string, from: string): { room?: Room; packageName?: string; deep?: boolean } {
  if (from.startsWith('.')) return { room: roomOf(posix.join(posix.dirname(path), from)) };
  const [, lib, rest] = /^@linchpin\/([^/]+)(\/.*)?$/.exec(from) ?? [];
  return lib ? { room: roomOf(`libs/${lib}`), deep: rest !== undefined } : { packageName: from };
}

function faultOf(path: string, { from, typeOnly }: Import): string | undefined {
  const own = roomOf(path);
  if (!own) return 'no room of the table holds this file';
  const { room, packageName, deep } = targetOf(path, from);
  if (packageName !== undefined) {
    if (withoutPackages.includes(own) && !path.endsWith('.spec.ts')) return `${own} imports nothing`;
    const rule = kept.find(([pattern]) => pattern.test(packageName));
    return rule && !rule[1].includes(own) ? `only ${rule[1].join(' and ')} may import ${packageName}` : undefined;
  }
  if (room === own && !deep) return undefined;
  if (!room || !(arrows[own] as readonly Room[]).includes(room)) return `no arrow leads from ${own} to ${room ?? 'there'}`;
  if (room.startsWith('libs/') && !reachInside.includes(own) && (deep || from.startsWith('.')))
    return `reach it as @linchpin/${room.slice('libs/'.length)}`;
  if (!typeOnly && typesOnly.some(([a, b]) => a === own && b === room)) return `${own} takes only types from ${room}`;
  return undefined;
}

function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const { imports, cypher } = read(source);
    return [
      ...imports.flatMap((each) => {
        const fault = faultOf(source.path, each);
        return fault ? [`${source.path}:${each.line} imports ${each.from}: ${fault}`] : [];
      }),
      ...(cypherIn.test(source.path) ? [] : cypher.map((line) => `${source.path}:${line} holds Cypher`)),
    ];
  });
}

const root = join(import.meta.dirname, '..');

async function sourcesIn(folder: string): Promise<Source[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ path: relative(root, file).split(sep).join('/'), text: await readFile(file, 'utf8') })));
}

describe('the arrows between the rooms', () => {
  it('hold for every import, and Cypher stands only where it belongs', async () => {
    const sources = (await Promise.all(['apps', 'libs', 'seed', 'bench'].map(sourcesIn))).flat();
    expect(sources.length).toBeGreaterThan(100);
    expect(violations(sources)).toEqual([]);
  });

  it.each([
    ['libs/vocabulary/src/x.ts', "import { readFile } from 'node:fs';"],
    ['libs/vocabulary/src/x.ts', "import { Graph } from '@linchpin/graph';"],
    ['libs/graph/src/x.ts', "export * from '@linchpin/facts';"],
    ['libs/facts/src/x.ts', "import neo4j from 'neo4j-driver';"],
    ['libs/facts/src/deep/x.ts', "import { Graph } from '../../../graph/src/graph.js';"],
    ['libs/access/src/x.ts', "import type { Config } from '../../../apps/config.js';"],
    ['libs/access/src/x.ts', "const { once } = await import('@linchpin/facts');"],
    ['libs/facts/src/x.ts', "import { Field } from '@nestjs/graphql';"],
    ['apps/config.ts', "import { Graph } from '@linchpin/graph';"],
    ['apps/api/src/x.ts', "import { start } from '../../cli/src/start.js';"],
    ['apps/api/src/x.ts', "import { Graph } from '@linchpin/graph/src/graph.js';"],
    ['apps/api/src/health/x.ts', 'const text = cypher`RETURN 1`;'],
    ['apps/playground/src/x.tsx', "import { kinds } from '@linchpin/vocabulary'; const a = <b />;"],
    ['seed/x.ts', "import { loadSeed, type SeedData } from '@linchpin/facts';"],
    ['apps/new-room/x.ts', "import 'node:fs';"],
  ])('are broken by a made-up %s with %s', (path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1);
  });

  it.each([
    ['libs/graph/src/deep/x.ts', "import neo4j from 'neo4j-driver'; import { kinds } from '@linchpin/vocabulary'; import '../y.js';"],
    ['apps/cli/src/x.ts', "import { seedData } from '../../../seed/seed-data.js'; import { startApi } from '../../api/src/server.js';"],
    ['apps/api/src/facts/x.ts', "import type { Config } from '../../../config.js'; const text = cypher`RETURN 1`;"],
    ['seed/x.ts', "import type { SeedData } from '@linchpin/facts';"],
  ])('allow a made-up %s with %s', (path, text) => {
    expect(violations([{ path, text }])).toEqual([]);
  });
});
