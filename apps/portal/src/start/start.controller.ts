import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiClient, ApiRefusal } from '../api-client';
import { FormTokens } from '../session/form-tokens';
import { SESSION_COOKIE } from '../session/session-cookie';
import { Views } from '../views';

interface ViewerData {
  viewer: { user: { name: string }; organisation: { name: string; kind: string }; roles: string[] };
}

interface DirectoryData {
  suppliers: { totalCount: number };
  guidanceDocuments: { itemCount: number }[];
}

const VIEWER = '{ viewer { user { name } organisation { name kind } roles } }';
const DIRECTORY = '{ suppliers(first: 1) { totalCount } guidanceDocuments { itemCount } }';

/** The start page: what this is, what is in it, and who is signed in. */
@Controller()
export class StartController {
  constructor(
    private readonly api: ApiClient,
    private readonly views: Views,
    private readonly forms: FormTokens,
  ) {}

  @Get()
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [viewer, directory] = await Promise.all([
      this.viewer(request.cookies[SESSION_COOKIE]),
      this.api.send<DirectoryData>(null, DIRECTORY),
    ]);
    const items = directory.guidanceDocuments.reduce((sum, { itemCount }) => sum + itemCount, 0);
    await this.views.send(reply, 'start', {
      viewer,
      suppliers: directory.suppliers.totalCount,
      documents: directory.guidanceDocuments.length,
      items,
      formToken: this.forms.issue(request, reply),
    });
  }

  private async viewer(token: string | undefined): Promise<ViewerData['viewer'] | null> {
    if (token === undefined) return null;
    try {
      return (await this.api.send<ViewerData>(token, VIEWER)).viewer;
    } catch (error) {
      if (error instanceof ApiRefusal && error.code === 'UNAUTHENTICATED') return null;
      throw error;
    }
  }
}
