import { Global, Module } from '@nestjs/common';
import { ChainCheckResolver } from './check/chain-check.resolver';
import { ChainCheckService } from './check/chain-check.service';
import { AuditEventResolver } from './event/audit-event.resolver';
import { AuditTrail } from './event/audit-trail';
import { ChainExport } from './event/chain-export';

@Global()
@Module({
  providers: [AuditTrail, ChainExport, AuditEventResolver, ChainCheckService, ChainCheckResolver],
  exports: [AuditTrail, ChainExport],
})
export class AuditModule {}
