import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  API_NODE_FLAGS,
  clientKeyMustDo,
  Configuration,
  ConfigurationError,
  HomeLock,
  placesMustDo,
  readConfiguration,
  repositoryRoot,
} from '#platform';
import { PreparedDatabase, prepareDatabase } from '../database/prepare-database';
import { addressesOf } from './addresses';
import { Child } from './child';
import { KeptPostgres } from './kept-postgres';
import { mustBeFree } from './port';

/** `assay start`: the whole product on one machine. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the API, the worker and the portal; with no DATABASE_URL also a PostgreSQL of its own')
    .action(async () => {
      await new Supervisor(readConfiguration(process.env)).run();
    });
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Brings everything up in order, and down in the other order. */
class Supervisor {
  private postgres: KeptPostgres | null = null;
  private readonly children: Child[] = [];
  private ending: Promise<void> | null = null;

  constructor(private readonly configuration: Configuration) {}

  async run(): Promise<void> {
    const started = Date.now();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.end(0));
    try {
      const { api, portal, database } = this.configuration;
      if (database.url === undefined && database.ownerUrl !== undefined)
        throw new ConfigurationError(
          'DATABASE_OWNER_URL is set, and DATABASE_URL is not. Set both to the same database, or neither for the embedded one.',
        );
      // Before the ports, which the one that runs has taken.
      if (database.url === undefined) HomeLock.mustBeFree(this.configuration.home);
      placesMustDo(this.configuration);
      clientKeyMustDo(this.configuration);
      if (api.port === portal.port)
        throw new Error(`ASSAY_API_PORT and ASSAY_PORTAL_PORT are both ${api.port}. Give the API and the portal a port each.`);
      await mustBeFree({ name: 'API', ...api, hostVariable: 'ASSAY_API_HOST', portVariable: 'ASSAY_API_PORT' });
      await mustBeFree({ name: 'portal', ...portal, hostVariable: 'ASSAY_PORTAL_HOST', portVariable: 'ASSAY_PORTAL_PORT' });
      const prepared = await this.prepare();
      if (this.ending !== null) return;
      await this.startPrograms(prepared);
      const addresses = addressesOf(this.configuration);
      say(`API      ${addresses.api}`);
      say(`Portal   ${addresses.portal}`);
      printSignIns(prepared);
      say(`Ready in ${((Date.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops everything.`);
    } catch (error) {
      if (this.ending === null) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      await this.end(1);
    }
  }

  private async prepare(): Promise<PreparedDatabase> {
    const { home, database } = this.configuration;
    if (database.url === undefined) {
      const { api, portal } = addressesOf(this.configuration);
      this.postgres = new KeptPostgres(home, say, (message) => this.giveUp(message), [`API ${api}`, `portal ${portal}`]);
    }
    const prepared = await prepareDatabase({ adminUrl: await this.postgres?.start(), configuration: this.configuration });
    if (prepared.seeded) say('The reference data is loaded.');
    return prepared;
  }

  private async startPrograms(prepared: PreparedDatabase): Promise<void> {
    const asApplication = { ...process.env, DATABASE_URL: prepared.databaseUrl, DATABASE_OWNER_URL: undefined };
    // The worker loads registers, which only the owner may.
    const asOwner = { ...asApplication, DATABASE_OWNER_URL: prepared.ownerUrl };
    for (const name of ['api', 'worker', 'portal']) {
      const script = join(repositoryRoot(), 'dist/apps', name, 'src/main.js');
      if (!existsSync(script)) continue;
      const environment = name === 'worker' ? asOwner : asApplication;
      this.children.push(
        new Child({ name, script, environment, flags: name === 'api' ? API_NODE_FLAGS : [] }, (message) =>
          this.giveUp(message),
        ),
      );
    }
    await Promise.all(this.children.map((child) => child.start()));
  }

  private giveUp(message: string): void {
    process.stderr.write(`${message}\n`);
    void this.end(1);
  }

  /** Ends once, however often it is asked. */
  private end(code: number): Promise<void> {
    this.ending ??= (async () => {
      await Promise.all(this.children.map((child) => child.stop()));
      await this.postgres?.stop();
      process.exit(code);
    })();
    return this.ending;
  }
}

function printSignIns({ demonstrationSignIns }: PreparedDatabase): void {
  if (demonstrationSignIns.length === 0) return;
  say(`\nDemonstration sign-ins, all invented, password ${demonstrationSignIns[0].password}`);
  const width = Math.max(...demonstrationSignIns.map(({ email }) => email.length));
  for (const { email, organisation, roles } of demonstrationSignIns)
    say(`  ${email.padEnd(width)}  ${roles.join(', ').toLowerCase().padEnd(18)} ${organisation}`);
  say('');
}
