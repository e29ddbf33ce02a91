import type { FastifyReply, FastifyRequest } from 'fastify';
import { COOKIES } from './cookies';
import { FormTokens } from './form-tokens';

/** A browser that keeps what it is told. */
function browser() {
  const cookies: Record<string, string> = {};
  const request = { cookies } as unknown as FastifyRequest;
  const reply = { setCookie: (name: string, value: string) => (cookies[name] = value) } as unknown as FastifyReply;
  return { cookies, request, reply };
}

describe('the token of a form', () => {
  const tokens = new FormTokens();

  it('is taken back from the browser that it was given to, and from no other', () => {
    const [ours, theirs] = [browser(), browser()];
    const token = tokens.issue(ours.request, ours.reply);
    tokens.issue(theirs.request, theirs.reply);
    expect(() => tokens.check(ours.request, token)).not.toThrow();
    expect(() => tokens.check(theirs.request, token)).toThrow('This form was open for too long');
  });

  it('is other on every page, and good from each', () => {
    const { request, reply } = browser();
    const [one, other] = [tokens.issue(request, reply), tokens.issue(request, reply)];
    expect(one).not.toBe(other);
    for (const token of [one, other]) expect(() => tokens.check(request, token)).not.toThrow();
  });

  it.each([undefined, '', 'x', 7, 'A'.repeat(86)])('is not %p', (sent) => {
    const { request, reply, cookies } = browser();
    tokens.issue(request, reply);
    expect(() => tokens.check(request, sent)).toThrow();
    expect(() => tokens.check(request, cookies[COOKIES.form])).toThrow();
  });

  it('is nothing without a cookie', () => {
    const { request } = browser();
    expect(() => tokens.check(request, 'A'.repeat(86))).toThrow();
  });
});
