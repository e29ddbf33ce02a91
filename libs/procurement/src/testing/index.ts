export { EvidenceRows, type FictionalSupplier, type ReadyProcurement, REFS } from './evidence-rows';
export { letDeadlinePass } from './let-deadline-pass';
