import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { outageToldTo } from '../database/outage';
import { asRefusal } from '../database/transactions';
import { HTTP_STATUS, OUR_FAULT, Refusal } from '../errors/refusal';
import { leftAsBegun } from './begun';

/** Errors that Fastify raises before a route is reached, in our words. */
const FASTIFY: Record<string, { status: number; message: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    message: 'The request is too large. Send at most 5 MB; upload files to /documents.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, message: 'The request is not valid JSON. Check it and send it again.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, message: 'The request has no body. Send a JSON object.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, message: 'This content type is not read here. Send application/json.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, message: 'The request was cut short. Nothing was saved; send it again.' },
};

/** Answers errors of routes, in the shape that GraphQL errors have; GraphQL's own pass by. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') throw error;
    const { status, message, extensions } = this.answer(error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (leftAsBegun(reply)) return undefined;
    return reply
      .status(status)
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify({ errors: [{ message, extensions }] }));
  }

  private answer(raw: unknown): { status: number; message: string; extensions: Record<string, unknown> } {
    const error = outageToldTo(asRefusal(raw));
    if (error instanceof Refusal)
      return { status: HTTP_STATUS[error.code], message: error.message, extensions: error.extensions };
    const known = FASTIFY[(error as { code?: string } | null)?.code ?? ''];
    if (known !== undefined) return { ...known, extensions: { code: 'BAD_USER_INPUT' } };
    if (error instanceof HttpException && error.getStatus() === 413)
      return { ...FASTIFY.FST_ERR_CTP_BODY_TOO_LARGE, extensions: { code: 'BAD_USER_INPUT' } };
    if (error instanceof HttpException && !isOurFault(error.getStatus())) {
      const status = error.getStatus();
      const code = status === 404 ? 'NOT_FOUND' : status === 503 ? 'UNAVAILABLE' : 'BAD_USER_INPUT';
      return {
        status,
        message: code === 'NOT_FOUND' ? 'There is nothing at this address.' : error.message,
        extensions: { code },
      };
    }
    const status = (error as { statusCode?: number } | null)?.statusCode;
    if (status === 429)
      return {
        status,
        message: 'Too many requests from this address. Wait a minute and try again.',
        extensions: { code: 'RATE_LIMITED' },
      };
    if (status !== undefined && status < 500)
      return { status, message: (error as Error).message, extensions: { code: 'BAD_USER_INPUT' } };
    this.logger.error(error);
    return {
      status: error instanceof HttpException ? error.getStatus() : 500,
      message: 'Something went wrong on our side. Nothing was saved. Try again.',
      extensions: { code: OUR_FAULT },
    };
  }
}

/** Whether a status says that something is broken here; 503 says that it is away for now, which its message tells. */
function isOurFault(status: number): boolean {
  return status >= 500 && status !== 503;
}
