export { AuditModule } from './audit.module';
export { AUDIT_ENTITIES } from './entities';
export { CHAIN_CHECK } from './check/chain-check.entity';
export { ChainChecks } from './check/chain-checks';
export { Actor, AuditEvent } from './event/audit-event.entity';
export { AuditTrail, type Deed } from './event/audit-trail';
export { chainEvent, ChainExport, type ChainRow } from './event/chain-export';
