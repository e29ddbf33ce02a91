import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { Authenticator, Configuration, putDoor } from '#platform';
import { ApiModule } from './api.module';

/** Largest body of a GraphQL request. Files do not come this way. */
const BODY_LIMIT = 5 * 1024 * 1024;

/** Puts the API together: what a request passes, in its order. */
export async function createApi(configuration: Configuration): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => uuidv7(),
    trustProxy: configuration.production,
    routerOptions: { maxParamLength: 200 },
  });
  const api = await NestFactory.create<NestFastifyApplication>(ApiModule.with(configuration), adapter, {
    logger: logLevels(configuration),
    abortOnError: false,
  });
  await api.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });
  await api.register(rateLimit, { max: configuration.rateLimitPerMinute, timeWindow: '1 minute' });
  await api.register(multipart, {
    limits: { files: 1, fields: 4, fileSize: configuration.documents.maximumBytes, fieldNameSize: 100 },
  });
  putDoor(adapter.getInstance(), api.get(Authenticator));
  api.enableShutdownHooks([]);
  return api;
}

function logLevels({ logLevel }: Configuration): ('fatal' | 'error' | 'warn' | 'log' | 'debug')[] {
  const all = ['fatal', 'error', 'warn', 'info', 'debug'] as const;
  return all.slice(0, all.indexOf(logLevel) + 1).map((level) => (level === 'info' ? 'log' : level));
}
