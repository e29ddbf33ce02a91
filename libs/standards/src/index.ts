export { CYCLONEDX_VERSIONS, cycloneDxViolations, isCycloneDxVersion, type CycloneDxVersion } from './cyclonedx/cyclonedx';
export { OSCAL_VERSION, oscalViolations, type OscalModel } from './oscal/oscal';
export type { Violation } from './violation';
