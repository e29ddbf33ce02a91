import { Global, Module } from '@nestjs/common';
import { AuditEventResolver } from './event/audit-event.resolver';
import { AuditTrail } from './event/audit-trail';
import { ChainExport } from './event/chain-export';

@Global()
@Module({ providers: [AuditTrail, ChainExport, AuditEventResolver], exports: [AuditTrail, ChainExport] })
export class AuditModule {}
