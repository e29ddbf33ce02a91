import { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { createHash } from 'node:crypto';
import { FormattedExecutionResult, OperationTypeNode } from 'graphql';
import { GraphQLContext } from '../caller/caller';
import { firstAnswer, keepAnswer, mustBeKey } from '../database/idempotency-key';
import { Transactions } from '../database/transactions';
import { refusing } from './before-execution';

type Listener = GraphQLRequestListener<GraphQLContext>;

/**
 * A mutation sent with an `Idempotency-Key` acts once: the key is taken in the mutation's own transaction
 * (see `Transactions.run`), and a repeat gets the answer that the first one got, also when it comes while that is under way. The same key with another request is refused.
 */
export class IdempotencyPlugin implements ApolloServerPlugin<GraphQLContext> {
  constructor(private readonly transactions: () => Transactions) {}

  async requestDidStart({ request: { http } }: GraphQLRequestContext<GraphQLContext>): Promise<Listener | undefined> {
    // Nearly every request has none: then there is nothing to be asked at each of its steps.
    if (http?.headers.has('idempotency-key') !== true) return undefined;
    let replay: Record<string, unknown> | null = null;
    return {
      didResolveOperation: ({ operation, source, request, contextValue: { caller } }) =>
        refusing(async () => {
          const key = request.http?.headers.get('idempotency-key');
          if (operation?.operation !== OperationTypeNode.MUTATION || key === undefined || caller.user === null) return;
          mustBeKey(key);
          // The text itself: of an operation that was asked for by its hash, the request has none.
          const requestHash = createHash('sha256')
            .update(JSON.stringify([source, request.operationName, request.variables]))
            .digest('hex');
          const idempotency = { key, requestHash, asksForSecret: asksForSecret(source), taken: false };
          replay = await firstAnswer((look) => this.transactions().read(caller, look), { user: caller.user }, idempotency);
          if (replay === null) caller.idempotency = idempotency;
        }),
      responseForOperation: async () => (replay === null ? null : answer(replay)),
      willSendResponse: async ({ contextValue: { caller }, response }) => {
        const { idempotency, user } = caller;
        if (idempotency === undefined || user === null || response.body.kind !== 'single') return;
        if (idempotency.answer !== undefined) {
          response.body = answer(idempotency.answer).body;
        } else if (idempotency.taken) {
          const data = toKeep(response.body.singleResult);
          await this.transactions().run(caller, (tx) => keepAnswer(tx, { user }, idempotency, data));
        }
      },
    };
  }
}

/** What a repeat is to be answered; null when that cannot be kept. */
function toKeep({ data, errors }: FormattedExecutionResult): Record<string, unknown> | null {
  return !data || errors !== undefined || holdsSecret(data) ? null : data;
}

/** Fields that are shown once and kept nowhere: a repeat is then told that it was carried out, without them. */
const SHOWN_ONCE = new Set(['secret', 'initialPassword', 'token', 'recoveryCodes']);

function asksForSecret(source: string): boolean {
  return source.split(/\W+/).some((word) => SHOWN_ONCE.has(word));
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => SHOWN_ONCE.has(key) || holdsSecret(inner));
}

function answer(data: Record<string, unknown>): GraphQLResponse {
  return { http: { status: 200, headers: new Map() as never }, body: { kind: 'single', singleResult: { data } } };
}
