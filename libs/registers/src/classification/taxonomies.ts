/** A term of a taxonomy: a stable code and the words that people see. */
export interface TaxonomyTerm {
  code: string;
  label: string;
}

/** Where connected-place technology is put to work. This project's own design, not the figures of any report. */
export const SECTORS: readonly TaxonomyTerm[] = [
  { code: 'transport-and-mobility', label: 'Transport and mobility' },
  { code: 'energy-and-utilities', label: 'Energy and utilities' },
  { code: 'environment', label: 'Environment' },
  { code: 'health-and-social-care', label: 'Health and social care' },
  { code: 'public-safety', label: 'Public safety' },
  { code: 'buildings-and-housing', label: 'Buildings and housing' },
  { code: 'waste-and-street-scene', label: 'Waste and street scene' },
  { code: 'parking-and-ev-charging', label: 'Parking and EV charging' },
  { code: 'public-realm-and-connectivity', label: 'Public realm and connectivity' },
];

/** What is supplied. This project's own design, not the figures of any report. */
export const TECHNOLOGIES: readonly TaxonomyTerm[] = [
  { code: 'sensor-or-actuator', label: 'Sensor or actuator' },
  { code: 'camera-and-video-analytics', label: 'Camera and video analytics' },
  { code: 'gateway-and-edge', label: 'Gateway and edge' },
  { code: 'connectivity', label: 'Connectivity' },
  { code: 'device-management', label: 'Device management' },
  { code: 'data-platform', label: 'Data platform' },
  { code: 'analytics-and-digital-twin', label: 'Analytics and digital twin' },
  { code: 'control-system', label: 'Control system' },
  { code: 'citizen-app', label: 'Citizen app' },
  { code: 'integrator-or-managed-service', label: 'Integrator or managed service' },
  { code: 'security-service', label: 'Security service' },
];
