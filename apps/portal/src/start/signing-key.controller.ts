import { Controller, Get } from '@nestjs/common';
import { SigningKey } from '../api/operations';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** The public key by which anybody tells that a pack is this installation's. */
@Controller('signing-key.pem')
@Public()
export class SigningKeyController {
  @Get()
  async key(@CurrentVisit() visit: Visit): Promise<void> {
    const { signingKey } = await visit.ask(SigningKey);
    await visit.sendFile('application/x-pem-file', 'signing-key.pem', signingKey.publicKeyPem);
  }
}
