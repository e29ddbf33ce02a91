import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { OrganisationKind } from '../api/operations';
import { FormTokens } from './form-tokens';
import type { VisitedRequest } from './visit';
import { Visits } from './visits';

const POLICY = 'portal:policy';

interface PagePolicy {
  /** Whose page it is; null for everyone. Those who may are decided by the API again. */
  kinds: readonly OrganisationKind[] | null;
  /** No page at all but a file: neither person nor language matters. */
  plain?: boolean;
}

/** A page for everyone. */
export const Public = (options: { plain?: boolean } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(POLICY, { kinds: null, ...options } satisfies PagePolicy);

/** A page for people of organisations of these kinds; of any kind when none is named. */
export const For = (...kinds: OrganisationKind[]): MethodDecorator & ClassDecorator =>
  SetMetadata(POLICY, { kinds: kinds.length > 0 ? kinds : ['BUYER', 'SUPPLIER', 'OVERSIGHT'] } satisfies PagePolicy);

/** Somebody has to sign in first. */
export class SignInFirst extends Error {
  override name = 'SignInFirst';
}

/** Somebody is signed in whose organisation has no such pages. */
export class NotYourPage extends Error {
  override name = 'NotYourPage';
}

/** Makes a visit of every request: who asks, in which language, and that a form came from a page of ours. */
@Injectable()
export class Door implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly visits: Visits,
    private readonly forms: FormTokens,
  ) {}

  /**
   * @throws SignInFirst when a stranger asks for a page that is not for everyone
   * @throws NotYourPage when it is for organisations of other kinds
   * @throws BadRequestException when a form did not come from a page of ours
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<PagePolicy | undefined>(POLICY, [context.getHandler(), context.getClass()]);
    if (policy === undefined)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} says not whose page it is`);
    if (policy.plain) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<VisitedRequest>();
    request.visit = await this.visits.of(request, http.getResponse<FastifyReply>());
    if (request.method === 'POST') this.forms.check(request, sentToken(request.body));
    const { viewer } = request.visit;
    if (policy.kinds === null) return true;
    if (viewer === null) throw new SignInFirst();
    if (!policy.kinds.includes(viewer.organisation.kind)) throw new NotYourPage();
    return true;
  }
}

/** What a form sent as its token: a text, or a field of a form with a file. */
function sentToken(body: unknown): unknown {
  const sent = (body as Record<string, unknown> | undefined)?.formToken;
  return typeof sent === 'object' && sent !== null ? (sent as { value?: unknown }).value : sent;
}
