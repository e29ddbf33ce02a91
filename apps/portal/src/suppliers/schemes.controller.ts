import { Controller, Get, Param } from '@nestjs/common';
import { SchemePage, Schemes } from '../api/operations';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** The schemes of attestation, for everyone: what each is, how it is checked, and which guidance it evidences. */
@Controller('schemes')
@Public()
export class SchemesController {
  @Get()
  async schemes(@CurrentVisit() visit: Visit): Promise<void> {
    const { attestationSchemes } = await visit.ask(Schemes);
    await visit.show('suppliers/schemes', { schemes: attestationSchemes });
  }

  @Get(':code')
  async scheme(@CurrentVisit() visit: Visit, @Param('code') code: string): Promise<void> {
    const { attestationScheme } = await visit.ask(SchemePage, { code });
    await visit.show('suppliers/scheme', { scheme: attestationScheme });
  }
}
