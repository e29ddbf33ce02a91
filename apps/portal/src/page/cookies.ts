import type { CookieSerializeOptions } from '@fastify/cookie';

/** The cookies of the portal. Each is needed; the cookies page names them all. */
export const COOKIES = {
  /** The session's token at the API. */
  session: 'assay_session',
  /** What a form must send back, so that no other site can send it. */
  form: 'assay_form',
  /** The language that was chosen. */
  language: 'assay_language',
  /** Word of what was just done, for the next page. */
  notice: 'assay_notice',
  /** A way to another service to sign in with, which has begun. */
  openId: 'assay_openid',
} as const;

/** Cookies are unreadable to scripts and sent to nobody else. Without a time they end with the browser. */
export function neededCookie(expires?: Date): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production', expires };
}
