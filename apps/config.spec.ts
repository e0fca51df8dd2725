import { ConfigError, configTable, readConfig } from './config.js';

const complaintOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'CONFIG' });
    return (error as ConfigError).message;
  }
  return '';
};

describe('settings', () => {
  it('have defaults, which variables that are set to nothing do not change', () => {
    const defaults = {
      port: 3000,
      host: '127.0.0.1',
      home: '.linchpin',
      neo4j: null,
      read: 'open',
      secret: undefined,
      oidc: null,
      mayInstall: true,
      review: 'on',
      perMinute: { anonymous: 60, token: 600 },
      uploads: null,
      reconcileOrigins: [],
      log: 'info',
    };
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig({ PORT: '', NEO4J_URI: ' ', LINCHPIN_SECRET: '' })).toEqual(defaults);
  });

  it.each(['bolt', 'bolt+s', 'bolt+ssc', 'neo4j', 'neo4j+s', 'neo4j+ssc'])('take a database at %s://', (scheme) => {
    const uri = `${scheme}://db.example:7687`;
    const { neo4j } = readConfig({ NEO4J_URI: uri, NEO4J_PASSWORD: 'p', NEO4J_DATABASE: 'facts' });
    expect(neo4j).toEqual({ uri, user: 'neo4j', password: 'p', database: 'facts' });
  });

  it('take an issuer of tokens with its audience and the roles of its groups', () => {
    const env = { LINCHPIN_OIDC_ISSUER: 'https://login.example/realm', LINCHPIN_OIDC_AUDIENCE: 'linchpin' };
    expect(readConfig(env).oidc).toEqual({ issuer: env.LINCHPIN_OIDC_ISSUER, audience: 'linchpin', groups: 'groups', roles: {} });
    const roles = 'analysts = analyst, leads=reviewer';
    expect(readConfig({ ...env, LINCHPIN_OIDC_ROLES: roles }).oidc?.roles).toEqual({ analysts: 'analyst', leads: 'reviewer' });
    expect(complaintOf({ LINCHPIN_OIDC_ISSUER: env.LINCHPIN_OIDC_ISSUER })).toContain('LINCHPIN_OIDC_AUDIENCE is not set');
  });

  it.each([
    ['LINCHPIN_OIDC_ISSUER', 'http://login.example'],
    ['LINCHPIN_OIDC_ISSUER', 'http://127.0.0.1.example/'],
    ['LINCHPIN_OIDC_ROLES', 'leads=owner'],
    ['LINCHPIN_OIDC_ROLES', 'leads'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'a b'],
    ['LINCHPIN_READ', 'closed'],
    ['LINCHPIN_REVIEW', 'maybe'],
    ['LINCHPIN_RATE_TOKEN', 'many'],
    ['LINCHPIN_LOG', 'loud'],
    ['LINCHPIN_NO_INSTALL', 'perhaps'],
    ['NEO4J_URI', 'http://localhost:7474'],
  ])('refuse %s=%s by name, with what it must be', (name, value) => {
    expect(complaintOf({ NEO4J_PASSWORD: 'p', [name]: value })).toMatch(new RegExp(`${name} is "${value}", but must be `));
  });

  it('name everything that is wrong at once', () => {
    const complaint = complaintOf({ PORT: 'x', LINCHPIN_LOG: 'y', NEO4J_URI: 'bolt://localhost' });
    for (const name of ['PORT', 'LINCHPIN_LOG', 'NEO4J_PASSWORD is not set']) expect(complaint).toContain(name);
  });

  it('never tell a secret', () => {
    const complaint = complaintOf({ LINCHPIN_SECRET: 'hush', NEO4J_URI: 'bolt://me:hush@localhost', NEO4J_PASSWORD: 'hush' });
    expect(complaint).toContain('LINCHPIN_SECRET');
    expect(complaint).toContain('NEO4J_URI');
    expect(complaint).not.toContain('hush');
  });

  it('stand in a table', () => {
    expect(configTable().split('\n')).toHaveLength(22);
    expect(configTable()).toContain('| `PORT` | `3000` | Port of the API.');
  });
});
