import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiClient } from '../api/api-client';
import { Public } from '../page/door';

@Controller('health')
export class HealthController {
  constructor(private readonly api: ApiClient) {}

  /** The portal can do its work: the API can. */
  @Get('ready')
  @Public({ plain: true })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const ready = await this.api.isReady();
    await reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'the API does not answer' });
  }
}
