import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from './door';
import { Assets } from './assets';

/** Gives out style sheets and scripts, which may be kept for good: another content has another address. */
@Controller('assets')
export class AssetsController {
  constructor(private readonly assets: Assets) {}

  @Get(':digest/:name')
  @Public({ plain: true })
  async asset(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asset = this.assets.at(request.url);
    if (asset === undefined) throw new NotFoundException();
    await reply
      .header('content-type', asset.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(asset.content);
  }
}
