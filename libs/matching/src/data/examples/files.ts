/** Files of one author each, of whom none knew another's. */
export const SIX_AUTHORS = [
  'tenders-of-places',
  'tenders-from-abroad',
  'recommendations-for-devices',
  'controls-of-organisations',
  'cloud-and-verification',
  'suppliers-and-users',
];

export const EIGHT_AUTHORS = [
  'tenders-of-campuses',
  'tables-of-requirements',
  'advice-on-products',
  'maturity-and-audit',
  'service-questionnaires',
  'clauses-and-schedules',
  'stories-and-acceptance',
  'paragraphs-of-specifications',
];

export const AUTHORS_OF_TENDERS = [
  'lighting-and-streets',
  'cameras-and-traffic',
  'homes-and-care',
  'water-waste-and-air',
  'platforms-and-models',
  'networks-and-edge',
  'scope-lines-of-many-trades',
  'what-the-thing-must-do',
];

export const SEVEN_AUTHORS = [
  'rules-of-small-firms',
  'programme-of-controls',
  'checks-of-products',
  'answers-and-questions-on-services',
  'recommendations-of-associations',
  'schedules-of-security',
  'paragraphs-of-notices',
];

/** Files written from the guidance alone. */
const WRITTEN_FROM_GUIDANCE = [
  'governance-and-design',
  'devices-1-to-7',
  'supply-chain-and-essentials',
  'specifications-without-guidance',
  'near-misses',
  'tender-requirements',
  'scope-and-look-alikes',
  'device-recommendations',
  'rules-and-questions',
  'control-statements',
  'control-catalogues',
  'council-specifications',
  'procurement-clauses',
  'essentials-paraphrased',
  'corporate-controls',
  'functions-and-duties',
  'guidelines-told-apart',
  'controls-in-brief',
  ...SIX_AUTHORS,
  ...EIGHT_AUTHORS,
  ...AUTHORS_OF_TENDERS,
  ...SEVEN_AUTHORS,
];

/** Files that were written, or ordered, by somebody who had seen labelled texts of the measurement. */
export const INFORMED = [
  'running-the-place',
  'devices-in-tenders',
  'cloud-and-controls',
  'notices-of-smart-places',
  'everyday-words',
  'essentials-told-apart',
  'essentials-by-control',
  'basics-in-the-office',
  'lines-without-guidance',
];

/** All files of sentences, in the order in which their sentences are numbered. */
export const FILES = [...WRITTEN_FROM_GUIDANCE, ...INFORMED];
