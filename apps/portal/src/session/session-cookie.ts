import type { CookieSerializeOptions } from '@fastify/cookie';

/** The cookie that holds the session's token. */
export const SESSION_COOKIE = 'assay_session';

/** Cookies are needed ones only, unreadable to scripts, and sent to nobody else. */
export function sessionCookie(expires?: Date): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production', expires };
}
