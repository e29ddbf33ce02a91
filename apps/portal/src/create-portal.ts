import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { answerUnread, bindWithoutAccessors, Configuration, LONGEST_PATH, putFixedHeaders, readableAddress } from '#platform';
import { Messages } from './page/messages';
import { Views } from './page/views';
import { PortalModule } from './portal.module';

/**
 * Most bytes of an address and the headers behind it. What a page asks guidance for stands in its address, so that it can be passed on: up to
 * 10,000 characters, each of which may take nine bytes.
 */
const LONGEST_HEAD = 128 * 1024;

/** Puts the portal together: pages rendered on the server, which work without JavaScript and ask nobody but the API. */
export async function createPortal(configuration: Configuration): Promise<NestFastifyApplication> {
  bindWithoutAccessors();
  const adapter = new FastifyAdapter({
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: configuration.trustedProxies,
    routerOptions: { maxParamLength: LONGEST_PATH },
    rewriteUrl: readableAddress,
    http: { maxHeaderSize: LONGEST_HEAD },
    clientErrorHandler: answerUnread((because) => ({
      contentType: 'text/html; charset=utf-8',
      body: portal.get(Views).ofUnread(because, portal.get(Messages).in('en')),
    })),
  });
  const portal: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    PortalModule.with(configuration),
    adapter,
    {
      logger: ['error', 'warn'],
      abortOnError: false,
      bodyParser: false,
    },
  );
  await putFixedHeaders(adapter.getInstance(), {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  await portal.register(cookie);
  await portal.register(formbody);
  await portal.register(multipart, {
    attachFieldsToBody: true,
    limits: { files: 1, fileSize: configuration.documents.maximumBytes, fields: 200 },
  });
  await portal.register(compress, { threshold: 1024 });
  return portal;
}
