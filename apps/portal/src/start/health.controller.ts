import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiClient } from '../api-client';

@Controller('health')
export class HealthController {
  constructor(private readonly api: ApiClient) {}

  /** The portal can do its work: the API can. */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    if (!(await this.api.isReady())) throw new ServiceUnavailableException('The API does not answer.');
    return { status: 'ok' };
  }
}
