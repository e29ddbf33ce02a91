import { ChainCheck } from './check/chain-check.entity';
import { AuditEvent } from './event/audit-event.entity';

/** The entities of this library, for the connection of an app. */
export const AUDIT_ENTITIES = [AuditEvent, ChainCheck];
