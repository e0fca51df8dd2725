import { z } from 'zod';

/** The settings are not right. The message names each bad variable, what it is and what it must be, and holds no secret. */
export class ConfigError extends Error {
  readonly code = 'CONFIG';
  override readonly name = 'ConfigError';
}

interface Variable<S extends z.ZodType = z.ZodType> {
  about: string;
  /** Completes "must be …". */
  must: string;
  check: S;
  /** As text, as if the environment had it. */
  fallback?: string;
  secret?: true;
}

const variable = <S extends z.ZodType>(entry: Variable<S>): Variable<S> => entry;

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(most));
const oneOf = <const T extends string>(...names: T[]) => ({ must: names.join(' or '), check: z.enum(names) });
const text = z.string();
const yesOrNo = z.enum(['1', '0', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const origin = /^https?:\/\/[\w.-]+(:\d{1,5})?$/;
const address = /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s@/]+\/?$/;

const roleWords = ['reader', 'analyst', 'reviewer', 'admin'] as const;
const groupRoles = z.array(z.tuple([z.string().min(1), z.enum(roleWords)])).transform((pairs) => Object.fromEntries(pairs));

const variables = {
  PORT: variable({ about: 'Port of the API.', must: 'a whole number from 0 to 65535', check: whole(65_535), fallback: '3000' }),
  HOST: variable({
    about: 'Address the API listens on; 0.0.0.0 lets other machines in.',
    must: 'a host name or address',
    check: z.string().regex(/^[\w.:-]+$/),
    fallback: '127.0.0.1',
  }),
  LINCHPIN_HOME: variable({ about: 'Directory of all data.', must: 'a directory', check: text, fallback: '.linchpin' }),
  NEO4J_URI: variable({
    about: 'A Neo4j 5 to use; unset, Linchpin runs its own.',
    must: 'an address such as bolt://localhost:7687 (bolt, bolt+s, bolt+ssc, neo4j, neo4j+s or neo4j+ssc) without user and password',
    check: z.string().regex(address),
  }),
  NEO4J_USER: variable({ about: 'User at NEO4J_URI.', must: 'a name', check: text, fallback: 'neo4j' }),
  NEO4J_PASSWORD: variable({ about: 'Password at NEO4J_URI.', must: 'set where NEO4J_URI is', check: text, secret: true }),
  NEO4J_DATABASE: variable({
    about: "Database at NEO4J_URI; unset, the user's home database.",
    must: 'a name of letters, digits, dots and dashes',
    check: z.string().regex(/^[A-Za-z][\w.-]*$/),
  }),
  LINCHPIN_READ: variable({ about: 'Who may read: everybody (open) or bearers of a token.', ...oneOf('open', 'token'), fallback: 'open' }),
  LINCHPIN_SECRET: variable({
    about: 'Goes into the digests of tokens; unset, a file in LINCHPIN_HOME. Set the same on every replica.',
    must: 'at least 32 characters long',
    check: z.string().min(32),
    secret: true,
  }),
  LINCHPIN_OIDC_ISSUER: variable({
    about: 'An OpenID Connect issuer whose tokens are accepted too, exactly as it calls itself.',
    must: 'an https address, or http on this machine',
    check: z.url().regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])[^?#@]*$/),
  }),
  LINCHPIN_OIDC_AUDIENCE: variable({
    about: 'For whom the tokens of the issuer must be made.',
    must: 'set where LINCHPIN_OIDC_ISSUER is',
    check: text,
  }),
  LINCHPIN_OIDC_GROUPS: variable({
    about: 'The claim that lists the groups of the bearer.',
    must: 'the name of a claim',
    check: text,
    fallback: 'groups',
  }),
  LINCHPIN_OIDC_ROLES: variable({
    about: 'Which group has which role, such as analysts=analyst,leads=reviewer. The highest counts; whoever is in none is a reader.',
    must: `groups with ${roleWords.join(', ')}, parted by commas`,
    check: text.transform((given) => given.split(',').map((pair) => pair.split('=').map((each) => each.trim()))).pipe(groupRoles),
  }),
  LINCHPIN_NO_INSTALL: variable({ about: 'Set to 1, Linchpin never installs Java and Maven by itself.', must: '1 or 0', check: yesOrNo }),
  LINCHPIN_RATE_ANONYMOUS: variable({
    about: 'Requests per minute and address without a token; 0 sets no limit.',
    must: 'a whole number from 0 to 1000000',
    check: whole(1_000_000),
    fallback: '60',
  }),
  LINCHPIN_RATE_TOKEN: variable({
    about: 'Requests per minute and token; 0 sets no limit.',
    must: 'a whole number from 0 to 1000000',
    check: whole(1_000_000),
    fallback: '600',
  }),
  LINCHPIN_REVIEW: variable({
    about: 'on: what somebody records is public when somebody else has reviewed it. off: at once, for a team of one; the audit says so.',
    ...oneOf('on', 'off'),
    fallback: 'on',
  }),
  LINCHPIN_UPLOADS: variable({
    about: 'Directory with lists that an admin may import through the API; unset, lists are imported on the command line only.',
    must: 'a directory',
    check: text,
  }),
  LINCHPIN_RECONCILE_ORIGINS: variable({
    about: 'Origins beside those of this machine whose pages may use /reconcile, such as https://refine.example, parted by commas.',
    must: 'origins of http or https without a path',
    check: text.transform((given) => given.split(',').map((each) => each.trim())).pipe(z.array(z.string().regex(origin))),
  }),
  LINCHPIN_LOG: variable({
    about: 'How much is logged.',
    ...oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    fallback: 'info',
  }),
};

type Variables = typeof variables;
type Name = keyof Variables;
type ValueOf<N extends Name> = z.output<Variables[N]['check']>;

/** Requests per minute; 0 is no limit. */
export interface RateLimits {
  anonymous: number;
  token: number;
}

export interface Config {
  port: number;
  host: string;
  home: string;
  /** Null where Linchpin runs its own Neo4j. */
  neo4j: { uri: string; user: string; password: string; database?: string } | null;
  read: ValueOf<'LINCHPIN_READ'>;
  secret?: string;
  /** Null where only tokens of our own are accepted. */
  oidc: { issuer: string; audience: string; groups: string; roles: ValueOf<'LINCHPIN_OIDC_ROLES'> } | null;
  mayInstall: boolean;
  review: ValueOf<'LINCHPIN_REVIEW'>;
  perMinute: RateLimits;
  /** Null where the API imports no lists. */
  uploads: string | null;
  /** Origins of pages beside those of this machine. */
  reconcileOrigins: string[];
  log: ValueOf<'LINCHPIN_LOG'>;
}

type Environment = Record<string, string | undefined>;

/**
 * The settings, checked. A variable that is set to nothing counts as unset.
 * @throws ConfigError that lists everything that is wrong
 */
export function readConfig(env: Environment = process.env): Config {
  const complaints: string[] = [];
  const get = <N extends Name>(name: N): ValueOf<N> | undefined => {
    const { check, must, fallback, secret }: Variable = variables[name];
    const trimmed = env[name]?.trim();
    // A password may begin or end with a space.
    const given = trimmed ? (secret ? env[name] : trimmed) : fallback;
    if (given === undefined) return undefined;
    const result = check.safeParse(given);
    if (result.success) return result.data as ValueOf<N>;
    complaints.push(`${name} ${secret ? 'is not right: it' : `is ${JSON.stringify(withoutPassword(given))}, but`} must be ${must}.`);
    return undefined;
  };
  const set = <N extends Name>(name: N): ValueOf<N> => get(name) as ValueOf<N>;

  const [uri, password] = [get('NEO4J_URI'), get('NEO4J_PASSWORD')];
  if (uri && !password) complaints.push('NEO4J_PASSWORD is not set, but NEO4J_URI is: set both, or neither for a Neo4j of our own.');
  const [issuer, audience, roles] = [get('LINCHPIN_OIDC_ISSUER'), get('LINCHPIN_OIDC_AUDIENCE'), get('LINCHPIN_OIDC_ROLES')];
  if (issuer && !audience)
    complaints.push('LINCHPIN_OIDC_AUDIENCE is not set, but LINCHPIN_OIDC_ISSUER is: say for whom its tokens are made.');
  const config: Config = {
    port: set('PORT'),
    host: set('HOST'),
    home: set('LINCHPIN_HOME'),
    neo4j: uri && password ? { uri, user: set('NEO4J_USER'), password, database: get('NEO4J_DATABASE') } : null,
    read: set('LINCHPIN_READ'),
    secret: get('LINCHPIN_SECRET'),
    oidc: issuer && audience ? { issuer, audience, groups: set('LINCHPIN_OIDC_GROUPS'), roles: roles ?? {} } : null,
    mayInstall: !get('LINCHPIN_NO_INSTALL'),
    review: set('LINCHPIN_REVIEW'),
    perMinute: { anonymous: set('LINCHPIN_RATE_ANONYMOUS'), token: set('LINCHPIN_RATE_TOKEN') },
    uploads: get('LINCHPIN_UPLOADS') ?? null,
    reconcileOrigins: get('LINCHPIN_RECONCILE_ORIGINS') ?? [],
    log: set('LINCHPIN_LOG'),
  };
  if (complaints.length) throw new ConfigError(['Linchpin cannot start with these settings:', ...complaints].join('\n  '));
  return config;
}

const withoutPassword = (given: string): string => given.replace(/\/\/.*@/, '//…@');

/** The table of all variables in Markdown. */
export function configTable(): string {
  const rows = Object.entries<Variable>(variables).map(([name, { about, must, fallback }]) => {
    const value = fallback === undefined ? 'unset' : `\`${fallback}\``;
    return `| \`${name}\` | ${value} | ${about} Must be ${must}. |`;
  });
  return ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
