import { Global, Module } from '@nestjs/common';
import { ChainCheckResolver } from './check/chain-check.resolver';
import { ChainCheckService } from './check/chain-check.service';
import { AuditEventResolver } from './event/audit-event.resolver';
import { AuditTrail } from './event/audit-trail';
import { ChainExport } from './event/chain-export';
import { RecordExport } from './export/record-export';
import { HeadSigner } from './signing/head-signer';
import { SigningKeys } from './signing/signing-keys';

@Global()
@Module({
  providers: [
    AuditTrail,
    ChainExport,
    RecordExport,
    SigningKeys,
    HeadSigner,
    AuditEventResolver,
    ChainCheckService,
    ChainCheckResolver,
  ],
  exports: [AuditTrail, ChainExport, RecordExport, SigningKeys, HeadSigner],
})
export class AuditModule {}
