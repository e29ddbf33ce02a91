import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../caller/policy';
import { OperationMetrics } from './operation-metrics';

/** What Prometheus scrapes, with an operator's API token of the scope READ as its bearer token. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: OperationMetrics) {}

  @Get()
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  async metricsText(@Res() reply: FastifyReply): Promise<void> {
    const { body, contentType } = await this.metrics.text();
    await reply.header('content-type', contentType).send(body);
  }
}
