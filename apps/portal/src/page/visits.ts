import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiClient, ApiRefusal, type Asker } from '../api/api-client';
import { Viewer as ViewerOperation } from '../api/operations';
import { COOKIES } from './cookies';
import { FormTokens } from './form-tokens';
import { Messages, readLanguage } from './messages';
import { Views } from './views';
import { Visit, type Viewer } from './visit';

/** Makes visits of requests. */
@Injectable()
export class Visits {
  constructor(
    private readonly api: ApiClient,
    private readonly views: Views,
    private readonly messages: Messages,
    private readonly forms: FormTokens,
  ) {}

  /** The visit of whoever asks; of a stranger when the session has ended. @throws ApiRefusal when the API does not answer */
  async of(request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
    const token = sessionIn(request);
    const viewer = token === null ? null : await this.viewer({ token, address: request.ip });
    return this.visit(request, reply, viewer, token);
  }

  /** The visit of nobody in particular, for which the API is not needed. */
  ofStranger(request: FastifyRequest, reply: FastifyReply): Visit {
    return this.visit(request, reply, null, null);
  }

  private visit(request: FastifyRequest, reply: FastifyReply, viewer: Viewer | null, token: string | null): Visit {
    const language = readLanguage(request.cookies[COOKIES.language]);
    return new Visit(request, reply, this.api, this.views, {
      viewer,
      language,
      t: this.messages.in(language),
      issueFormToken: () => this.forms.issue(request, reply),
      token: viewer === null ? null : token,
    });
  }

  private async viewer(asker: Asker): Promise<Viewer | null> {
    try {
      return (await this.api.send(asker, ViewerOperation)).viewer;
    } catch (error) {
      if (error instanceof ApiRefusal && error.code === 'UNAUTHENTICATED') return null;
      throw error;
    }
  }
}

/** The token that a browser holds; null where it holds none, or what cannot be one. @source RFC 6750, 2.1 */
function sessionIn(request: FastifyRequest): string | null {
  const held = request.cookies[COOKIES.session] ?? '';
  return /^[\w.~+/-]+=*$/.test(held) ? held : null;
}
