import { BadRequestException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { COOKIES, neededCookie } from './cookies';

/**
 * Proves that a form was sent from a page of ours: the page carries the value of a cookie that another site can neither read nor
 * set (the double-submit pattern, OWASP Cross-Site Request Forgery Prevention Cheat Sheet), beside SameSite cookies.
 */
@Injectable()
export class FormTokens {
  /** The value for a page's forms; the cookie is set when there is none yet. */
  issue(request: FastifyRequest, reply: FastifyReply): string {
    const known = request.cookies[COOKIES.form];
    if (known !== undefined && known.length === 43) return known;
    const token = randomBytes(32).toString('base64url');
    void reply.setCookie(COOKIES.form, token, neededCookie());
    return token;
  }

  /** @throws BadRequestException when the form did not come from a page of ours */
  check(request: FastifyRequest, sent: unknown): void {
    const known = Buffer.from(request.cookies[COOKIES.form] ?? '');
    const given = Buffer.from(typeof sent === 'string' ? sent : '');
    if (known.length === 0 || known.length !== given.length || !timingSafeEqual(known, given)) {
      throw new BadRequestException(
        'This form was open for too long or came from another page. Go back, reload the page and send it again.',
      );
    }
  }
}
