import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type DataLoader from 'dataloader';
import type { FieldNode } from 'graphql';
import type { ReadReport } from '../reads/read-report';
import type { WrittenList } from '../reads/written-lists';

export const ROLES = ['ADMIN', 'EDITOR', 'VIEWER', 'APPROVER', 'SIGNATORY', 'VERIFIER', 'ANALYST', 'OPERATOR'] as const;
export type Role = (typeof ROLES)[number];

export const ORGANISATION_KINDS = ['BUYER', 'SUPPLIER', 'OVERSIGHT'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** What an API token may be used for; a session may do all that its roles allow. */
export const SCOPES = ['READ', 'WRITE'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * Who asks: made once, at the door, and handed down as the first argument. Nothing further in reads headers or globals.
 * `user` and `organisation` are null together: a stranger, who reads what is public.
 */
export interface Caller {
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly organisation: { readonly id: string; readonly kind: OrganisationKind; readonly name: string } | null;
  readonly roles: readonly Role[];
  /** Null for a session; the scopes of an API token. */
  readonly scopes: readonly Scope[] | null;
  readonly sessionId: string | null;
  readonly requestId: string;
  /** Set for a mutation that came with an `Idempotency-Key`. */
  idempotency?: Idempotency;
  /** What this request's planned reads came to, for whoever watches. */
  reads?: ReadReport;
}

/** A key that a client chose so that a retry does not act twice, and what the request was. */
export interface Idempotency {
  readonly key: string;
  readonly requestHash: string;
  /** Whether it asks for what is shown once and kept nowhere, such as a password. */
  readonly asksForSecret: boolean;
  /** Whether this request has already taken the key, so that its later mutations may go on. */
  taken: boolean;
  /** What the first request was answered, when it turned out to have taken the key at the same moment. */
  answer?: Record<string, unknown>;
}

/** A caller known to belong to an organisation. */
export type Member = Caller & { user: NonNullable<Caller['user']>; organisation: NonNullable<Caller['organisation']> };

/** The caller of a request that nobody signed. */
export function stranger(requestId: string): Caller {
  return { user: null, organisation: null, roles: [], scopes: null, sessionId: null, requestId };
}

/** The worker, acting for one organisation: row-level security shows it that one's rows and no others. */
export function workerFor(organisationId: string, kind: OrganisationKind): Caller {
  return { ...stranger('worker'), organisation: { id: organisationId, kind, name: 'Assay' } };
}

/** What a role brings with it: an administrator edits, an editor views. */
const IMPLIED: Record<Role, readonly Role[]> = {
  ADMIN: ['ADMIN', 'EDITOR', 'VIEWER'],
  EDITOR: ['EDITOR', 'VIEWER'],
  VIEWER: ['VIEWER'],
  APPROVER: ['APPROVER', 'VIEWER'],
  SIGNATORY: ['SIGNATORY', 'VIEWER'],
  VERIFIER: ['VERIFIER', 'VIEWER'],
  ANALYST: ['ANALYST', 'VIEWER'],
  OPERATOR: ['OPERATOR', 'VIEWER'],
};

/** Whether the caller holds the role, itself or through one that brings it. */
export function hasRole(caller: Pick<Caller, 'roles'>, role: Role): boolean {
  return caller.roles.some((held) => IMPLIED[held].includes(role));
}

/** What an HTTP request carries once the door has been passed. */
export interface GraphQLContext {
  caller: Caller;
  /** The request, which knows the network address that it came from. */
  request?: { readonly ip: string };
  /** Reads of this request that wait to be made together, by the field that asks. */
  loaders?: Map<FieldNode, DataLoader<string, object>>;
  /** What resolvers of the query's own fields have answered already, by the fields' keys: execution takes it over. */
  settled?: Map<string, PromiseSettledResult<unknown>>;
  /** Lists that are text already: they are put into the answer when it is written. */
  lists?: WrittenList[];
  /** Set before the first request, for trusted documents: plans are made, nothing is resolved, and nothing is watched. */
  isOnlyPlanned?: true;
}

/** Injects the {@link Caller} into a resolver's or controller's method. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  if (context.getType<string>() === 'graphql') {
    return GqlExecutionContext.create(context).getContext<GraphQLContext>().caller;
  }
  return context.switchToHttp().getRequest<{ caller: Caller }>().caller;
});

/** Injects the network address that a GraphQL request came from into a resolver's method. */
export const CallerAddress = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { request } = GqlExecutionContext.create(context).getContext<GraphQLContext>();
  if (request === undefined) throw new Error('no request came over the network');
  return request.ip;
});
