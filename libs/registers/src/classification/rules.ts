/** One topic of connected places: by which CPV codes and words a notice is known to be about it, and what that makes of it. */
export interface ClassificationRule {
  topic: string;
  sectors: readonly string[];
  technologies: readonly string[];
  /** CPV codes; what lies under them counts too. */
  cpv: readonly string[];
  /** Words, as the beginnings of words: `street light` finds "street lighting". */
  words: readonly string[];
  /** Words beside which the topic's codes and words mean something else. */
  unless?: readonly string[];
  /** SIC 2007 codes of companies that do hardly anything else. */
  sic?: readonly string[];
}

/**
 * The whole table. It would rather miss a supplier than make one of a solicitors' firm: words are those that hardly mean anything
 * else, CPV codes are narrow ones. The topics and most words come from reading Find a Tender notices on connected places.
 */
export const CLASSIFICATION_RULES: readonly ClassificationRule[] = [
  {
    topic: 'traffic signals and monitoring',
    sectors: ['transport-and-mobility'],
    technologies: ['control-system'],
    cpv: ['34923000', '34972000', '34996100', '45316210', '45316212', '50232200'],
    words: ['traffic signal', 'traffic count', 'traffic data', 'urban traffic control', 'traffic management system'],
  },
  {
    // Police forces and car parks both read number plates: for what, the rest of the notice says.
    topic: 'number plate recognition',
    sectors: [],
    technologies: ['camera-and-video-analytics'],
    cpv: [],
    words: ['anpr', 'number plate recog'],
  },
  {
    topic: 'public-space CCTV',
    sectors: ['public-safety'],
    technologies: ['camera-and-video-analytics'],
    cpv: ['32235000', '35125300', '92222000'],
    unless: ['cctv survey', 'drain', 'sewer', 'parking enforcement'],
    words: ['cctv', 'closed circuit television', 'speed camera', 'body worn camera', 'body worn video'],
  },
  {
    topic: 'passenger information',
    sectors: ['transport-and-mobility'],
    technologies: ['data-platform'],
    cpv: ['48813200'],
    words: ['real time passenger', 'rtpi'],
  },
  {
    topic: 'micromobility',
    sectors: ['transport-and-mobility'],
    technologies: ['citizen-app'],
    cpv: [],
    words: ['e-scooter', 'bike share', 'cycle hire scheme'],
  },
  {
    topic: 'road user charging',
    sectors: ['transport-and-mobility'],
    technologies: ['integrator-or-managed-service'],
    cpv: [],
    words: ['road user charging', 'congestion charg', 'toll collection'],
  },
  {
    topic: 'parking services',
    sectors: ['parking-and-ev-charging'],
    technologies: ['integrator-or-managed-service'],
    cpv: ['63712400', '98351000', '98351110'],
    words: ['parking services', 'parking enforcement service'],
  },
  {
    topic: 'parking systems',
    sectors: ['parking-and-ev-charging'],
    technologies: ['control-system'],
    cpv: [],
    words: ['pay and display', 'parking meter', 'parking machine', 'parking guidance'],
  },
  {
    topic: 'parking software',
    sectors: ['parking-and-ev-charging'],
    technologies: ['citizen-app'],
    cpv: [],
    words: ['parking software', 'parking app', 'cashless parking', 'parking permit system', 'pay by phone parking'],
  },
  {
    topic: 'cameras for parking',
    sectors: ['parking-and-ev-charging'],
    technologies: ['camera-and-video-analytics'],
    cpv: [],
    words: ['cctv parking', 'parking enforcement camera', 'parking enforcement vehicle'],
  },
  {
    topic: 'electric vehicle charging',
    sectors: ['parking-and-ev-charging'],
    technologies: ['device-management'],
    cpv: ['31158000'],
    words: ['charge point', 'chargepoint', 'electric vehicle charg', 'ev charg', 'vehicle charging'],
  },
  {
    // Columns, lamps and their upkeep: most of it is no technology of connected places, though the sector's.
    topic: 'street lighting',
    sectors: ['public-realm-and-connectivity'],
    technologies: [],
    cpv: ['34928510', '34928520', '34928530', '50232100', '50232110'],
    unless: ['christmas', 'festive'],
    words: ['street light', 'streetlight', 'lighting column'],
  },
  {
    topic: 'control of street lighting',
    sectors: ['public-realm-and-connectivity'],
    technologies: ['control-system'],
    cpv: [],
    words: ['central management system for lighting', 'lighting control system', 'street lighting cms', 'smart street light'],
  },
  {
    topic: 'telecare and alarm receiving',
    sectors: ['health-and-social-care'],
    technologies: ['integrator-or-managed-service'],
    cpv: [],
    words: ['telecare', 'telehealth', 'alarm receiving', 'lone worker'],
  },
  {
    topic: 'telemetry and control',
    sectors: ['energy-and-utilities'],
    technologies: ['control-system'],
    cpv: ['48921000'],
    words: ['scada', 'telemetry', 'remote terminal unit'],
  },
  {
    topic: 'building management',
    sectors: ['buildings-and-housing'],
    technologies: ['control-system'],
    cpv: [],
    words: ['building management system', 'building energy management', 'smart building'],
  },
  {
    topic: 'smart metering',
    sectors: ['energy-and-utilities'],
    technologies: ['sensor-or-actuator'],
    cpv: ['38554000'],
    words: ['smart meter', 'automatic meter reading'],
  },
  {
    topic: 'environmental sensing',
    sectors: ['environment'],
    technologies: ['sensor-or-actuator'],
    cpv: [],
    words: [
      'air quality monitor',
      'air quality sensor',
      'flood sensor',
      'river level',
      'noise monitor',
      'environmental sensor',
    ],
  },
  {
    topic: 'smart waste',
    sectors: ['waste-and-street-scene'],
    technologies: ['sensor-or-actuator'],
    cpv: [],
    words: ['smart litter', 'smart bin', 'bin sensor'],
  },
  {
    topic: 'internet of things',
    sectors: ['public-realm-and-connectivity'],
    technologies: ['sensor-or-actuator', 'gateway-and-edge'],
    cpv: [],
    words: ['internet of things', 'lorawan', 'iot sensor', 'iot platform', 'smart city', 'smart cities'],
  },
  {
    topic: 'public connectivity',
    sectors: ['public-realm-and-connectivity'],
    technologies: ['connectivity'],
    cpv: [],
    words: ['public wi-fi', 'public wifi', 'small cells', 'neutral host', 'full fibre'],
  },
  { topic: 'digital twin', sectors: [], technologies: ['analytics-and-digital-twin'], cpv: [], words: ['digital twin'] },
  { topic: 'data platform', sectors: [], technologies: ['data-platform'], cpv: [], words: ['data platform'] },
  {
    topic: 'telecommunications',
    sectors: [],
    technologies: ['connectivity'],
    cpv: [],
    words: [],
    sic: ['61100', '61200', '61300'],
  },
  {
    topic: 'security systems',
    sectors: ['public-safety'],
    technologies: [],
    cpv: [],
    words: [],
    sic: ['80200'],
  },
  {
    topic: 'measuring instruments',
    sectors: [],
    technologies: ['sensor-or-actuator'],
    cpv: [],
    words: [],
    sic: ['26511'],
  },
  {
    topic: 'process control',
    sectors: [],
    technologies: ['control-system'],
    cpv: [],
    words: [],
    sic: ['26512'],
  },
  {
    topic: 'cyber security services',
    sectors: [],
    technologies: ['security-service'],
    cpv: [],
    words: [
      'managed detection and response',
      'security operations centre',
      'cyber security',
      'cyber-security',
      'cyber data',
      'cyber mission',
      'penetration test',
      'single sign on',
      'identity and access management',
    ],
  },
];
