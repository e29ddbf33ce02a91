import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { RecordExport } from '#audit';
import { dayOf } from '#pack';
import { Allow, CurrentCaller, Member } from '#platform';

/** The record of an organisation as a file, for whoever reads it in pages (`auditEvents`). */
@Controller('audit-trail')
export class AuditTrailController {
  constructor(private readonly records: RecordExport) {}

  /** The whole chain of the caller's organisation with its signed head, as `assay verify` reads it. */
  @Get()
  @Allow({ BUYER: ['VIEWER'], SUPPLIER: ['VIEWER'], OVERSIGHT: ['VIEWER'] }, 'READ')
  async file(@CurrentCaller() caller: Member, @Res() reply: FastifyReply): Promise<void> {
    const { head, lines } = await this.records.begin(caller);
    await reply
      .header('content-type', 'application/x-ndjson')
      .header('content-disposition', `attachment; filename="audit-trail-${dayOf(head.signedAt)}.jsonl"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(Readable.from(lines, { objectMode: false }));
  }
}
