import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { repositoryRoot } from '#platform';

/** Renders pages from `apps/portal/views` and the GOV.UK Design System's own templates. Everything is escaped. */
@Injectable()
export class Views {
  private readonly environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([
      join(repositoryRoot(), 'apps/portal/views'),
      join(repositoryRoot(), 'node_modules/govuk-frontend/dist'),
    ]),
    { autoescape: true, throwOnUndefined: false },
  );

  /** Sends the page; it is the person's own and is not kept anywhere. */
  async send(reply: FastifyReply, view: string, context: object, status = 200): Promise<void> {
    const page = this.environment.render(`${view}.njk`, context);
    await reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .send(page);
  }
}
