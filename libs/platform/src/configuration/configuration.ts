import { isEmail } from 'class-validator';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { ConfigurationError } from './configuration-error';
import { OPENID_VARIABLES, type OpenIdConfiguration, readOpenId } from './openid';

export { ConfigurationError };

/** Everything that two deployments may differ in: read once at start, typed, and never looked up again further in. */
export interface Configuration {
  /** Folder of the embedded database, the documents and the keys. */
  home: string;
  production: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  /** Whether the demonstration set is loaded and its sign-ins work. */
  demo: boolean;
  /** Whether the API asks itself every trusted operation before it serves, so that nobody's first request is slow. */
  rehearsal: boolean;
  api: { host: string; port: number };
  portal: { host: string; port: number; apiUrl: string };
  /** Where people find the portal: what is published names its own address. */
  publicUrl: string;
  /** Where programs find the API: the page of API tokens names it. */
  publicApiUrl: string;
  /** Who answers for what is published. */
  publisher: { organisation: string; contactName: string; email: string; licence: string };
  database: {
    /** Absent: `assay start` runs the embedded PostgreSQL. */
    url?: string;
    /** Connection of the owner, for migrations and seeds. */
    ownerUrl?: string;
    replicaUrls: string[];
    poolSize: number;
    statementTimeoutMs: number;
  };
  documents: { folder: string; maximumBytes: number };
  /** PEM file of the Ed25519 key that signs packs and heads of audit chains; made at first use. */
  signingKeyFile: string;
  graphql: { introspection: boolean; maximumDepth: number; maximumAliases: number; maximumCost: number };
  /** The OCDS feed of Find a Tender, which the worker polls; absent: it does not. */
  findATender: { url?: string; everyMinutes: number };
  /** Requests a minute that a stranger's address may send; a signed-in person may send ten times as many. */
  rateLimitPerMinute: number;
  /** Whose word is taken for where a request came from: addresses, networks, or names of kinds of them. */
  trustedProxies: string[];
  /** With whom people may sign in besides their password here; null: with nobody. */
  openId: OpenIdConfiguration | null;
}

/** Every variable, with what it is for: the one list that code, docker-compose.yml and docs/operations.md are held against. */
export const VARIABLES = {
  NODE_ENV: 'production hides introspection and details',
  ASSAY_HOME: 'folder of the embedded database, documents and keys, and of a release of open data while it is made (.assay)',
  ASSAY_LOG_LEVEL: 'fatal, error, warn, info or debug (warn)',
  ASSAY_DEMO: 'off leaves the demonstration set and its sign-ins out (on)',
  ASSAY_REHEARSAL: 'off has the API serve some two seconds sooner, and slower at first: for tests and for work on it (on)',
  ASSAY_API_HOST: 'address that the API listens on (127.0.0.1)',
  ASSAY_API_PORT: 'port of the API (4000)',
  ASSAY_PORTAL_HOST: 'address that the portal listens on (127.0.0.1)',
  ASSAY_PORTAL_PORT: 'port of the portal (3000)',
  ASSAY_API_URL: 'where the portal finds the API (http://127.0.0.1:<ASSAY_API_PORT>)',
  ASSAY_PUBLIC_URL: 'where people find the portal, as open data names it (http://127.0.0.1:<ASSAY_PORTAL_PORT>)',
  ASSAY_PUBLIC_API_URL: 'where programs find the API, as the page of API tokens names it (<ASSAY_API_URL>)',
  ASSAY_PUBLISHER: 'who publishes open data: the name of an organisation on GOV.UK, or a web address (<ASSAY_PUBLIC_URL>)',
  ASSAY_PUBLISHER_CONTACT: 'whom to ask about open data (Open data)',
  ASSAY_PUBLISHER_EMAIL: 'at which address (open-data@not-set.invalid)',
  ASSAY_OPEN_DATA_LICENCE:
    'address of the licence of what suppliers declared and of our own figures (that of the Open Government Licence v3.0)',
  DATABASE_URL: 'PostgreSQL 15 or later, as the application role; absent: the embedded one',
  DATABASE_OWNER_URL: 'the same database as its owner, for migrations, seeds and imports (the worker)',
  DATABASE_REPLICA_URLS: 'read replicas, separated by commas',
  ASSAY_DATABASE_POOL: 'connections that a process keeps (10); quick reads of strangers share up to four more',
  ASSAY_STATEMENT_TIMEOUT_MS: 'longest statement (15000)',
  ASSAY_DOCUMENTS: 'folder of the document store (<ASSAY_HOME>/documents)',
  ASSAY_DOCUMENT_MAXIMUM_BYTES: 'largest upload (26214400)',
  ASSAY_SIGNING_KEY_FILE:
    'PEM file of the Ed25519 key that signs packs and heads of audit chains (<ASSAY_HOME>/keys/signing.pem)',
  ASSAY_INTROSPECTION: 'on or off (on, but off in production)',
  ASSAY_FIND_A_TENDER_URL:
    'OCDS feed that the worker polls, https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages; absent: it does not',
  ASSAY_FIND_A_TENDER_MINUTES: 'minutes from one poll to the next (60)',
  ASSAY_RATE_LIMIT: 'requests a minute from one address, of IPv6 from one /64; ten times as many from a signed-in person (600)',
  ASSAY_TRUSTED_PROXIES:
    'addresses and networks whose X-Forwarded-For is believed, separated by commas (loopback,linklocal,uniquelocal: one’s own networks)',
  ...OPENID_VARIABLES,
} as const;

/** The Open Government Licence v3.0, by its address. */
export const OPEN_GOVERNMENT_LICENCE = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';

/**
 * Reads the configuration from environment variables. One that is empty counts as absent, as those of a file of variables often are.
 *
 * @throws ConfigurationError naming the variable and what it should be
 */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const read = new VariableReader(environment);
  const home = resolve(environment.ASSAY_HOME || '.assay');
  const production = environment.NODE_ENV === 'production';
  const apiPort = read.integer('ASSAY_API_PORT', 4000, 1, 65535);
  const portalPort = read.integer('ASSAY_PORTAL_PORT', 3000, 1, 65535);
  const publicUrl = read.baseAddress('ASSAY_PUBLIC_URL', `http://127.0.0.1:${portalPort}`);
  const apiUrl = read.baseAddress('ASSAY_API_URL', `http://127.0.0.1:${apiPort}`);
  const url = read.databaseUrl('DATABASE_URL');
  return {
    home,
    production,
    logLevel: read.oneOf('ASSAY_LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug'], 'warn'),
    demo: read.onOff('ASSAY_DEMO', true),
    rehearsal: read.onOff('ASSAY_REHEARSAL', true),
    api: { host: environment.ASSAY_API_HOST || '127.0.0.1', port: apiPort },
    portal: {
      host: environment.ASSAY_PORTAL_HOST || '127.0.0.1',
      port: portalPort,
      apiUrl,
    },
    publicUrl,
    publicApiUrl: read.baseAddress('ASSAY_PUBLIC_API_URL', apiUrl),
    publisher: {
      organisation: environment.ASSAY_PUBLISHER || publicUrl,
      contactName: environment.ASSAY_PUBLISHER_CONTACT || 'Open data',
      email: read.email('ASSAY_PUBLISHER_EMAIL', 'open-data@not-set.invalid'),
      licence: read.webAddress('ASSAY_OPEN_DATA_LICENCE', OPEN_GOVERNMENT_LICENCE),
    },
    database: {
      url,
      ownerUrl: read.databaseUrl('DATABASE_OWNER_URL'),
      replicaUrls: read.databaseUrls('DATABASE_REPLICA_URLS'),
      poolSize: read.integer('ASSAY_DATABASE_POOL', 10, 1, 1000),
      statementTimeoutMs: read.integer('ASSAY_STATEMENT_TIMEOUT_MS', 15000, 100, 600000),
    },
    documents: {
      folder: resolve(environment.ASSAY_DOCUMENTS || `${home}/documents`),
      maximumBytes: read.integer('ASSAY_DOCUMENT_MAXIMUM_BYTES', 25 * 1024 * 1024, 1024, 5 * 1024 ** 3),
    },
    signingKeyFile: resolve(environment.ASSAY_SIGNING_KEY_FILE || `${home}/keys/signing.pem`),
    graphql: {
      introspection: read.onOff('ASSAY_INTROSPECTION', !production),
      maximumDepth: 15,
      maximumAliases: 60,
      maximumCost: 20000,
    },
    findATender: {
      url: read.feedAddress('ASSAY_FIND_A_TENDER_URL'),
      everyMinutes: read.integer('ASSAY_FIND_A_TENDER_MINUTES', 60, 1, 7 * 24 * 60),
    },
    rateLimitPerMinute: read.integer('ASSAY_RATE_LIMIT', 600, 1, 10_000_000),
    trustedProxies: read.networks('ASSAY_TRUSTED_PROXIES', ['loopback', 'linklocal', 'uniquelocal']),
    openId: readOpenId(read.feedAddress('ASSAY_OPENID_ISSUER'), publicUrl, environment),
  };
}

class VariableReader {
  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  integer(name: keyof typeof VARIABLES, otherwise: number, least: number, most: number): number {
    const text = this.environment[name];
    if (text === undefined || text === '') return otherwise;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new ConfigurationError(`${name} is "${text}". Set it to a whole number from ${least} to ${most}.`);
    }
    return value;
  }

  onOff(name: keyof typeof VARIABLES, otherwise: boolean): boolean {
    return this.oneOf(name, ['on', 'off'], otherwise ? 'on' : 'off') === 'on';
  }

  oneOf<T extends string>(name: keyof typeof VARIABLES, values: readonly T[], otherwise: T): T {
    const text = this.environment[name];
    if (text === undefined || text === '') return otherwise;
    const value = values.find((allowed) => allowed === text);
    if (value === undefined) throw new ConfigurationError(`${name} is "${text}". Set it to one of: ${values.join(', ')}.`);
    return value;
  }

  /** Addresses, networks such as 10.0.0.0/8, and the names that proxy-addr has for kinds of them. */
  networks(name: keyof typeof VARIABLES, otherwise: string[]): string[] {
    const text = this.environment[name];
    if (text === undefined || text === '') return otherwise;
    const networks = text.split(',').map((part) => part.trim());
    const wrong = networks.find((network) => !isNetwork(network));
    if (wrong !== undefined) {
      throw new ConfigurationError(
        `${name} has "${wrong}". Write addresses or networks such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas.`,
      );
    }
    return networks;
  }

  /** An address that paths are put behind: without a slash at its end. */
  baseAddress(name: keyof typeof VARIABLES, otherwise: string): string {
    return this.webAddress(name, otherwise).replace(/\/+$/, '');
  }

  webAddress(name: keyof typeof VARIABLES, otherwise: string): string {
    const text = this.environment[name] || otherwise;
    if (!/^https?:\/\/[^\s/]\S*$/i.test(text) || !URL.canParse(text)) {
      throw new ConfigurationError(`${name} is "${text}". Write a web address, such as https://assay.example.`);
    }
    return text;
  }

  email(name: keyof typeof VARIABLES, otherwise: string): string {
    const text = this.environment[name] || otherwise;
    if (!isEmail(text, { require_tld: false }))
      throw new ConfigurationError(`${name} is "${text}". Write an e-mail address, such as open-data@assay.example.`);
    return text;
  }

  /** An address that is asked: HTTPS, or HTTP to this machine. */
  feedAddress(name: keyof typeof VARIABLES): string | undefined {
    const text = this.environment[name];
    if (text === undefined || text === '') return undefined;
    if (!URL.canParse(text) || !/^https:\/\/|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/i.test(text))
      throw new ConfigurationError(`${name} is "${text}". Set it to an address that begins with https://.`);
    return text;
  }

  databaseUrl(name: 'DATABASE_URL' | 'DATABASE_OWNER_URL'): string | undefined {
    const text = this.environment[name];
    if (text === undefined || text === '') return undefined;
    mustBePostgres(name, text);
    return text;
  }

  databaseUrls(name: keyof typeof VARIABLES): string[] {
    const urls = (this.environment[name] ?? '')
      .split(',')
      .map((url) => url.trim())
      .filter(Boolean);
    for (const url of urls) mustBePostgres(name, url);
    return urls;
  }
}

/** @throws ConfigurationError without the address, which has a password */
function mustBePostgres(name: string, text: string): void {
  if (!isPostgresAddress(text))
    throw new ConfigurationError(
      `${name} is not a PostgreSQL address. Write it as postgresql://user:password@host:5432/database.`,
    );
}

/** Whether a text is an address of PostgreSQL: with a host, and what is written as %.. to be read. */
export function isPostgresAddress(text: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, searchParams, username, password, pathname } = new URL(text);
  try {
    [username, password, pathname].forEach(decodeURIComponent);
  } catch {
    return false;
  }
  return hostname !== '' || searchParams.has('host');
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address, bits, ...more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || more.length > 0) return false;
  // A network of all addresses is none: everybody's word would be taken.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
}
