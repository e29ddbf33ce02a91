import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  answerUnread,
  AuthenticatedRequest,
  Authenticator,
  bindWithoutAccessors,
  Configuration,
  isRehearsed,
  LONGEST_PATH,
  networkOf,
  putDoor,
  putFixedHeaders,
  putValidators,
  readableAddress,
  type UnreadBecause,
} from '#platform';
import { ApiModule } from './api.module';

/** Largest body of a GraphQL request. Files do not come this way. */
const BODY_LIMIT = 5 * 1024 * 1024;

/** What a client is told whose request could not be read as HTTP. */
const UNREAD: Record<UnreadBecause, string> = {
  TOO_LONG: 'The address and the headers of the request are longer than 16 KB. Send the query as the body of a POST.',
  TOO_SLOW: 'The request did not arrive in time. Nothing was saved; send it again.',
  MALFORMED: 'This is no HTTP request that can be read. Nothing was saved; check it and send it again.',
};

/** How many times as much a signed-in person may ask as a stranger. */
const MEMBER_ALLOWANCE = 10;

/** Puts the API together: what a request passes, in its order. */
export async function createApi(configuration: Configuration): Promise<NestFastifyApplication> {
  bindWithoutAccessors();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: configuration.trustedProxies,
    routerOptions: { maxParamLength: LONGEST_PATH },
    rewriteUrl: readableAddress,
    clientErrorHandler: answerUnread((because) => ({
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify({ errors: [{ message: UNREAD[because], extensions: { code: 'BAD_USER_INPUT' } }] }),
    })),
  });
  const api = await NestFactory.create<NestFastifyApplication>(ApiModule.with(configuration), adapter, {
    logger: logLevels(configuration),
    abortOnError: false,
  });
  await putFixedHeaders(adapter.getInstance(), {
    // What means something for an answer that is no page: https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: false,
    dnsPrefetchControl: false,
    ieNoOpen: false,
    originAgentCluster: false,
    permittedCrossDomainPolicies: false,
    xssFilter: false,
  });
  // The door comes first: who asks decides how much they may ask.
  putDoor(adapter.getInstance(), api.get(Authenticator));
  putValidators(adapter.getInstance());
  await api.register(rateLimit, {
    timeWindow: '1 minute',
    // Looked up for a rehearsal too: to be asked for its address changes a connection's hidden class.
    keyGenerator: (request) =>
      `${isRehearsed(request.raw) ? 'rehearsal of ' : ''}${memberOf(request) ?? networkOf(request.ip)}`,
    max: (request) =>
      isRehearsed(request.raw)
        ? Infinity
        : configuration.rateLimitPerMinute * (memberOf(request) === null ? 1 : MEMBER_ALLOWANCE),
  });
  await api.register(multipart, {
    limits: { files: 1, fields: 4, fileSize: configuration.documents.maximumBytes, fieldNameSize: 100 },
  });
  api.enableShutdownHooks([]);
  return api;
}

/** The key of the signed-in person of a request; null for a stranger. */
function memberOf(request: object): string | null {
  return (request as AuthenticatedRequest).caller?.user?.id ?? null;
}

function logLevels({ logLevel }: Configuration): ('fatal' | 'error' | 'warn' | 'log' | 'debug')[] {
  const all = ['fatal', 'error', 'warn', 'info', 'debug'] as const;
  return all.slice(0, all.indexOf(logLevel) + 1).map((level) => (level === 'info' ? 'log' : level));
}
