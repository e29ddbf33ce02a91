export { PACK_MAKING_PROVIDERS, ProcurementModule } from './procurement.module';
export { PROCUREMENT_ENTITIES } from './entities';
export { PROCUREMENT, STAGES, type Stage } from './procurement/procurement.states';
export { CANDIDATE, CANDIDATE_STATES, type CandidateState } from './candidate/candidate.states';
export { APPLICABLE_DOCUMENTS, applicableDocuments } from './requirement/coverage';
export { WATCH_REMINDERS, WatchReminders } from './watch/watch-reminders';
export { INVITATION } from './evidence/invitation.states';
export { PACK_MAKING } from './pack/pack-making.entity';
export { PackMakings } from './pack/pack-makings';
