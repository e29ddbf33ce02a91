import { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { createHash } from 'node:crypto';
import { OperationTypeNode } from 'graphql';
import { DataSource } from 'typeorm';
import { GraphQLContext } from '../caller/caller';
import { mustBeKey, usedForAnother } from '../database/idempotency-key';
import { actAs } from '../database/transactions';
import { refusing } from './before-execution';

type Listener = GraphQLRequestListener<GraphQLContext>;

/**
 * A mutation sent with an `Idempotency-Key` acts once: the key is taken in the mutation's own transaction
 * (see `Transactions.run`), and a repeat gets the answer that the first one got. The same key with another request is refused.
 */
export class IdempotencyPlugin implements ApolloServerPlugin<GraphQLContext> {
  constructor(private readonly dataSource: () => DataSource) {}

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
          const known = await this.dataSource().transaction(async (tx) => {
            await actAs(tx, caller);
            const rows: { request_hash: string; response: { data: Record<string, unknown> } | null }[] = await tx.query(
              'SELECT request_hash, response FROM idempotency_key WHERE user_id = $1 AND key = $2',
              [caller.user?.id, key],
            );
            return rows[0];
          });
          if (known !== undefined && known.request_hash !== requestHash) throw usedForAnother();
          if (known?.response) replay = known.response.data;
          else caller.idempotency = { key, requestHash, taken: false };
        }),
      responseForOperation: async () => (replay === null ? null : answer(replay)),
      willSendResponse: async ({ contextValue: { caller }, response }) => {
        const { idempotency } = caller;
        if (replay !== null || idempotency?.taken !== true || response.body.kind !== 'single') return;
        const { data, errors } = response.body.singleResult;
        if (data === undefined || errors !== undefined || holdsSecret(data)) return;
        await this.dataSource().transaction(async (tx) => {
          await actAs(tx, caller);
          await tx.query('UPDATE idempotency_key SET response = $3 WHERE user_id = $1 AND key = $2', [
            caller.user?.id,
            idempotency.key,
            JSON.stringify({ data }),
          ]);
        });
      },
    };
  }
}

/** Fields that are shown once and kept nowhere: a repeat is then told that it was carried out, without them. */
const SHOWN_ONCE = new Set(['secret', 'initialPassword', 'token', 'recoveryCodes']);

function holdsSecret(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => SHOWN_ONCE.has(key) || holdsSecret(inner));
}

function answer(data: Record<string, unknown>): GraphQLResponse {
  return { http: { status: 200, headers: new Map() as never }, body: { kind: 'single', singleResult: { data } } };
}
