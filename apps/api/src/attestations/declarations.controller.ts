import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type DeclarationsFile, DeclarationsService } from '#attestations';
import { Caller, CurrentCaller, Public } from '#platform';

/** Attestations as CycloneDX declarations, for programs of others. */
@Controller()
export class DeclarationsController {
  constructor(private readonly declarations: DeclarationsService) {}

  /** One attestation, with as much of it as the caller may see. */
  @Get('attestations/:id/cyclonedx')
  @Public()
  async ofAttestation(@CurrentCaller() caller: Caller, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sent(reply, await this.declarations.ofAttestation(caller, id));
  }

  /** All that is public of a supplier. */
  @Get('suppliers/:id/attestations/cyclonedx')
  @Public()
  async ofSupplier(@CurrentCaller() caller: Caller, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sent(reply, await this.declarations.ofSupplier(caller, id));
  }
}

async function sent(reply: FastifyReply, { fileName, text }: DeclarationsFile): Promise<void> {
  await reply
    .header('content-type', 'application/vnd.cyclonedx+json; version=1.6')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(text);
}
