import type { FastifyReply, FastifyRequest } from 'fastify';
import { COOKIES, neededCookie } from './cookies';

/** Word of what was just done: the key of a message, and its values. */
export interface Notice {
  key: string;
  values?: Record<string, string | number>;
}

/** Leaves a notice for the next page. */
export function leaveNotice(reply: FastifyReply, notice: Notice): void {
  void reply.setCookie(COOKIES.notice, Buffer.from(JSON.stringify(notice)).toString('base64url'), neededCookie());
}

/** The notice that the last request left; it is shown once. Anything else in the cookie is nothing. */
export function takeNotice(request: FastifyRequest, reply: FastifyReply): Notice | null {
  const value = request.cookies[COOKIES.notice];
  if (value === undefined) return null;
  void reply.clearCookie(COOKIES.notice, neededCookie());
  try {
    const notice = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Notice;
    return typeof notice.key === 'string' ? notice : null;
  } catch {
    return null;
  }
}
