import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloDriver, ApolloDriverConfig } from '@nestjs/apollo';
import { DynamicModule, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { Caller, GraphQLContext } from '../caller/caller';
import { CONFIGURATION } from '../configuration/token';
import { Configuration } from '../configuration/configuration';
import { outageToldTo } from '../database/outage';
import { asRefusal, Transactions } from '../database/transactions';
import { GRAPHQL_STATUS, OUR_FAULT, Refusal } from '../errors/refusal';
import { PlainHeads } from '../http/hidden-classes';
import { readFieldsOf } from '../reads/field-reader';
import { ReadReport } from '../reads/read-report';
import { Reader } from '../reads/reader';
import { WholeReads, writeResult } from '../reads/whole-reads';
import { OperationMetrics } from '../telemetry/operation-metrics';
import { OperationWatch } from '../telemetry/operation-watch';
import { beforeExecution, refusing } from './before-execution';
import { KnownOperations } from './known-operations';
import { IdempotencyPlugin } from './idempotency.plugin';
import { LimitsPlugin } from './limits';
import { MAXIMUM_TOKENS, mustBeFlatEnough } from './nesting';
import { Json, JsonScalar } from './scalars';

/** What the door leaves on a request: its caller, or why there is none. */
export interface AuthenticatedRequest {
  caller?: Caller;
  callerRefusal?: Refusal;
}

/** Of a request, where the text of its operation may stand: in the body of a POST, in the address of a GET. */
interface RequestOfOperation {
  ip: string;
  body?: unknown;
  query?: unknown;
}

/** The text of the operation; empty where there is none. */
function documentOf({ body, query }: RequestOfOperation): string {
  const texts = [body, query].map((part) => (Object(part) as { query?: unknown }).query);
  return texts.find((text) => typeof text === 'string') ?? '';
}

/**
 * GraphQL over HTTP, code first, as the house wants it. The schema is printed to `schema.graphql` by a test, not at run time.
 *
 * @param persisted operations that may be asked for by the SHA-256 of their text; clients can add none
 */
export function graphqlModule(persisted: ReadonlyMap<string, string>): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [CONFIGURATION, ModuleRef],
    useFactory: (configuration: Configuration, modules: ModuleRef): ApolloDriverConfig => ({
      path: '/graphql',
      autoSchemaFile: true,
      sortSchema: true,
      playground: false,
      introspection: configuration.graphql.introspection,
      csrfPrevention: true,
      persistedQueries: { cache: new KnownOperations(persisted), ttl: null },
      includeStacktraceInErrorResponses: false,
      parseOptions: { maxTokens: MAXIMUM_TOKENS },
      buildSchemaOptions: { scalarsMap: [{ type: Json, scalar: JsonScalar }] },
      transformSchema: (schema: GraphQLSchema) => readFieldsOf(schema, () => modules.get(Reader, { strict: false })),
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        new PlainHeads(),
        new LimitsPlugin(configuration.graphql),
        new IdempotencyPlugin(() => modules.get(Transactions, { strict: false })),
        new OperationWatch(persisted, () => modules.get(OperationMetrics, { strict: false })),
        new WholeReads(() => modules.get(Reader, { strict: false })),
      ],
      stringifyResult: writeResult,
      context: async (request: AuthenticatedRequest & RequestOfOperation): Promise<GraphQLContext> => {
        if (request.callerRefusal !== undefined) throw beforeExecution(request.callerRefusal);
        if (request.caller === undefined) throw new Error('the request did not pass the door');
        // Here, since Apollo has no place between reading a request and parsing its document where it can be refused.
        await refusing(() => mustBeFlatEnough(documentOf(request)));
        request.caller.reads ??= new ReadReport();
        return { caller: request.caller, request };
      },
      formatError,
    }),
  });
}

/** Codes of Apollo's own whose message is meant for the client: of a variable that does not fit, and of what is no operation of ours. */
const TOLD = new Set(['BAD_USER_INPUT', ...Object.keys(GRAPHQL_STATUS)]);

/** What Apollo says without a code of what a client got wrong, in our words. */
const MISTAKEN: Record<string, string | undefined> = {
  'provided sha does not match query':
    'The hash is not the SHA-256 of the query that came with it. Send the right one, or the query alone.',
  'Schema is not configured to execute subscription operation.':
    'There are no subscriptions here. Ask by a query, and again when you want to know what is new.',
  'Unsupported persisted query version': 'Persisted queries are known in version 1. Send that, or the query alone.',
};

const logger = new Logger('GraphQL');

/** Tells what a person can do; what is internal goes to the log and never out. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = causeOf(error);
  if (cause instanceof Refusal) return { ...formatted, message: cause.message, extensions: cause.extensions };
  const mistaken = MISTAKEN[formatted.message];
  if (mistaken !== undefined) return { message: mistaken, extensions: { code: 'BAD_REQUEST' } };
  const code = String(formatted.extensions?.code);
  if (TOLD.has(code)) return { ...formatted, extensions: { code } };
  logger.error(cause);
  return {
    message: 'Something went wrong on our side. Nothing was saved. Try again; if it stays so, tell the operator.',
    path: formatted.path,
    extensions: { code: OUR_FAULT },
  };
}

/** What an error was raised for: a refusal before execution, or the error of a resolver. */
function causeOf(error: unknown): unknown {
  const before = error instanceof GraphQLError ? error.originalError : undefined;
  return before instanceof Refusal ? before : outageToldTo(asRefusal(unwrapResolverError(error)));
}
