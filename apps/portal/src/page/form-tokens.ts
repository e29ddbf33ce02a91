import { BadRequestException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { COOKIES, neededCookie } from './cookies';

/** Bytes of a token. */
const LENGTH = 32;

/**
 * Proves that a form was sent from a page of ours: the page carries the value of a cookie that another site can neither read nor
 * set (the double-submit pattern, OWASP Cross-Site Request Forgery Prevention Cheat Sheet), beside SameSite cookies. On the page it is
 * masked with bytes that are other every time, so that the size of a compressed page tells nothing of it (BREACH).
 */
@Injectable()
export class FormTokens {
  /** The value for a page's forms; the cookie is set when there is none yet. */
  issue(request: FastifyRequest, reply: FastifyReply): string {
    const known = request.cookies[COOKIES.form];
    if (known !== undefined && known.length === 43) return masked(known);
    const token = randomBytes(LENGTH).toString('base64url');
    void reply.setCookie(COOKIES.form, token, neededCookie());
    return masked(token);
  }

  /** @throws BadRequestException when the form did not come from a page of ours */
  check(request: FastifyRequest, sent: unknown): void {
    const known = Buffer.from(request.cookies[COOKIES.form] ?? '', 'base64url');
    const given = unmasked(typeof sent === 'string' ? sent : '');
    if (known.length !== LENGTH || known.length !== given.length || !timingSafeEqual(known, given)) {
      throw new BadRequestException(
        'This form was open for too long or came from another page. Go back, reload the page and send it again.',
      );
    }
  }
}

/** The token, and before it the bytes that hide it. */
function masked(token: string): string {
  const mask = randomBytes(LENGTH);
  return Buffer.concat([mask, mix(mask, Buffer.from(token, 'base64url'))]).toString('base64url');
}

function unmasked(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 2 * LENGTH ? mix(bytes.subarray(0, LENGTH), bytes.subarray(LENGTH)) : Buffer.alloc(0);
}

function mix(mask: Buffer, token: Buffer): Buffer {
  return Buffer.from(token.map((byte, index) => byte ^ mask[index]));
}
