import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigurationError, readConfiguration, VARIABLES } from './configuration';
import { repositoryRoot } from './repository-root';

interface Service {
  command?: string[];
  environment: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(readFileSync(join(repositoryRoot(), 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const ours = Object.entries(compose.services).filter(([name]) => name !== 'postgres');

/** What Compose would put into the container, with the secrets of an operator who has set nothing else. */
function environmentOf(service: Service): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service.environment).map(([name, value]) => [
      name,
      String(value)
        .replace(/\$\{\w+:-([^}]*)\}/g, '$1')
        .replace(/\$\{\w+:\?[^}]*\}/g, 'secret'),
    ]),
  );
}

describe('docker-compose.yml', () => {
  it('runs PostgreSQL, the API, the worker and the portal, each with a health check', () => {
    for (const name of ['postgres', 'api', 'worker', 'portal'])
      expect(compose.services[name].healthcheck?.test.length).toBeGreaterThan(1);
  });

  it.each(ours)('%s is given only variables that the configuration reads', (_name, service) => {
    expect(Object.keys(service.environment).filter((name) => !(name in VARIABLES))).toEqual([]);
  });

  it.each(ours)(
    '%s starts with a configuration that can be read, for production and without the demonstration set',
    (_name, service) => {
      const configuration = readConfiguration(environmentOf(service));
      expect(configuration).toMatchObject({ production: true, demo: false, graphql: { introspection: false } });
      expect(configuration.database.url).toMatch(/^postgresql:\/\/assay_api:/);
    },
  );

  it('lets only the migration sign in as the owner, and the worker, which loads registers', () => {
    const owners = ours.filter(([, service]) => 'DATABASE_OWNER_URL' in service.environment).map(([name]) => name);
    expect(owners).toEqual(['migrate', 'worker']);
  });

  it('asks the ports that the services listen on', () => {
    for (const name of ['api', 'portal'] as const) {
      const service = compose.services[name];
      expect(service.healthcheck?.test.join(' ')).toContain(
        `:${readConfiguration(environmentOf(service))[name].port}/health/ready`,
      );
    }
  });
});

describe('configuration', () => {
  it('names the variable that cannot be read and says what it should be', () => {
    expect(() => readConfiguration({ ASSAY_API_PORT: 'eighty' })).toThrow(
      new ConfigurationError('ASSAY_API_PORT is "eighty". Set it to a whole number from 1 to 65535.'),
    );
    expect(() => readConfiguration({ DATABASE_URL: 'mysql://x' })).toThrow('DATABASE_URL is not a PostgreSQL address');
    expect(() => readConfiguration({ ASSAY_DEMO: 'yes' })).toThrow('ASSAY_DEMO is "yes". Set it to one of: on, off.');
    expect(() => readConfiguration({ ASSAY_TRUSTED_PROXIES: '10.0.0.0/8, everybody' })).toThrow(
      'ASSAY_TRUSTED_PROXIES has "everybody".',
    );
  });

  it('needs nothing to be set', () => {
    const configuration = readConfiguration({});
    expect(configuration).toMatchObject({
      demo: true,
      api: { port: 4000 },
      portal: { port: 3000, apiUrl: 'http://127.0.0.1:4000' },
    });
    expect(configuration.database.url).toBeUndefined();
  });
});
