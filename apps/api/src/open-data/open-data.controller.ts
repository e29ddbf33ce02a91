import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenDataService } from '#market';
import { Caller, CurrentCaller, DocumentStore, Public } from '#platform';

/** Files of published releases, for everyone. A file never changes, so that whoever has it need not ask again. */
@Controller('open-data')
export class OpenDataController {
  constructor(
    private readonly openData: OpenDataService,
    private readonly store: DocumentStore,
  ) {}

  @Get(':version/:name')
  @Public()
  async file(
    @CurrentCaller() caller: Caller,
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mediaType, size, sha256 } = await this.openData.file(caller, version, name);
    const tag = `"${sha256}"`;
    const bytes = heldAlready(request.headers['if-none-match'], tag) ? null : await this.store.open(sha256);
    void reply
      .header('etag', tag)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('access-control-allow-origin', '*');
    if (bytes === null) return void (await reply.status(304).send());
    await reply
      .header('content-type', mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(bytes);
  }
}

/** Whether the asker's copy is this one (RFC 9110, 13.1.2). */
function heldAlready(condition: string | undefined, tag: string): boolean {
  const tags = (condition ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}
