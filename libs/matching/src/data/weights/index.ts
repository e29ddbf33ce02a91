// Made by `assay match --train`; learnt from published crosswalks and our own examples (docs/matching.md). Do not edit.
import type { LearntWeights } from '../../ranking/learnt-weights';
import { APPLICABILITY } from './applicability';
import { CAF_4_0 } from './caf-4.0';
import { CE } from './ce';
import { COP } from './cop';
import { ETSI_303645 } from './etsi-303645';
import { NCSC_CP } from './ncsc-cp';
import { NCSC_CSP } from './ncsc-csp';
import { NCSC_SC } from './ncsc-sc';

// prettier-ignore
export const WEIGHTS: LearntWeights = {
  documents: { 'caf-4.0': CAF_4_0, 'ce': CE, 'cop': COP, 'etsi-303645': ETSI_303645, 'ncsc-cp': NCSC_CP, 'ncsc-csp': NCSC_CSP, 'ncsc-sc': NCSC_SC },
  applicability: APPLICABILITY,
  applicableFrom: 0.464,
  calibration: {
    'caf-4.0': { intercept: -0.342, slope: 0.64 },
    'ce': { intercept: 0.366, slope: 0.657 },
    'cop': { intercept: 0.367, slope: 0.622 },
    'etsi-303645': { intercept: 0.4, slope: 0.794 },
    'ncsc-cp': { intercept: 0.927, slope: 0.751 },
    'ncsc-csp': { intercept: 0.518, slope: 1.252 },
    'ncsc-sc': { intercept: 0.956, slope: 0.436 },
  },
};
