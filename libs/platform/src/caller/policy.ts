import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { Forbidden, Unauthenticated } from '../errors/refusal';
import { Caller, GraphQLContext, hasRole, OrganisationKind, Role, Scope } from './caller';

/**
 * Who may call an operation at all. What they may reach through it, each thing's own policy and row-level security decide.
 * `roles` maps a kind of organisation to the roles of which one is enough.
 */
export interface OperationPolicy {
  readonly audience: 'ANYONE' | 'SIGNED_IN' | { readonly [kind in OrganisationKind]?: readonly Role[] };
  /** What an API token needs. */
  readonly scope: Scope;
}

export const OPERATION_POLICY = 'assay:operation-policy';

/** Open to strangers (rate limited). */
export const Public = () => SetMetadata(OPERATION_POLICY, { audience: 'ANYONE', scope: 'READ' } satisfies OperationPolicy);

/** Open to everyone who is signed in. */
export const SignedIn = (scope: Scope = 'READ') =>
  SetMetadata(OPERATION_POLICY, { audience: 'SIGNED_IN', scope } satisfies OperationPolicy);

/** Open to those roles of those kinds of organisation, to write unless it says otherwise. */
export const Allow = (audience: Exclude<OperationPolicy['audience'], string>, scope: Scope = 'WRITE') =>
  SetMetadata(OPERATION_POLICY, { audience, scope } satisfies OperationPolicy);

/** Whether the policy lets the caller in; pure, so that a test can draw the whole table. */
export function permits(policy: OperationPolicy, caller: Caller): 'YES' | 'SIGN_IN' | 'NO' {
  if (policy.audience === 'ANYONE') return 'YES';
  if (caller.user === null || caller.organisation === null) return 'SIGN_IN';
  if (isBeyondToken(policy, caller)) return 'NO';
  if (policy.audience === 'SIGNED_IN') return 'YES';
  const roles = policy.audience[caller.organisation.kind] ?? [];
  return roles.some((role) => hasRole(caller, role)) ? 'YES' : 'NO';
}

/** Holds every query, mutation and route to its stated policy; one that states none answers nobody. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const policy = this.reflector.get<OperationPolicy | undefined>(OPERATION_POLICY, context.getHandler());
    if (policy === undefined) throw new Error(`${context.getClass().name}.${context.getHandler().name} states no policy`);
    const caller = callerOf(context);
    const answer = permits(policy, caller);
    if (answer === 'SIGN_IN') throw new Unauthenticated();
    if (answer === 'NO') throw new Forbidden(needed(policy, caller));
    return true;
  }
}

function callerOf(context: ExecutionContext): Caller {
  if (context.getType<string>() === 'graphql') return GqlExecutionContext.create(context).getContext<GraphQLContext>().caller;
  return context.switchToHttp().getRequest<{ caller: Caller }>().caller;
}

/** Whether the caller came with an API token that was not made for this, whatever its owner may do. */
function isBeyondToken({ scope }: OperationPolicy, { scopes }: Caller): boolean {
  return scopes !== null && !scopes.includes(scope);
}

function needed(policy: OperationPolicy, caller: Caller): string {
  if (typeof policy.audience === 'string' || isBeyondToken(policy, caller)) {
    const may = (caller.scopes ?? []).join(' and ').toLowerCase();
    return `This needs an API token with the scope ${policy.scope}; this token can only ${may}.`;
  }
  const who = Object.entries(policy.audience).map(
    ([kind, roles]) =>
      `${roles.join(' or ').toLowerCase()} of ${kind === 'OVERSIGHT' ? 'an' : 'a'} ${kind.toLowerCase()} organisation`,
  );
  return `This is for: ${who.join('; ')}. Ask an administrator of your organisation for the role.`;
}
