import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiRefusal } from './api-client';
import { Views } from './views';

/** A page for what went wrong: what happened, and what to do. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Portal');

  constructor(private readonly views: Views) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof HttpException && error.getStatus() === 404) return this.views.send(reply, 'not-found', {}, 404);
    if (error instanceof HttpException) return this.views.send(reply, 'problem', { message: error.message }, error.getStatus());
    if (error instanceof ApiRefusal)
      return this.views.send(reply, 'problem', { message: error.message }, error.code === 'UNAVAILABLE' ? 503 : 400);
    this.logger.error(error);
    return this.views.send(reply, 'problem', { message: 'Something went wrong on our side. Go back and try again.' }, 500);
  }
}
