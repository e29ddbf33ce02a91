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
  applicableFrom: 0.549,
  calibration: {
    'caf-4.0': { intercept: -0.372, slope: 0.475 },
    'ce': { intercept: 0.273, slope: 0.61 },
    'cop': { intercept: 0.418, slope: 0.619 },
    'etsi-303645': { intercept: 0.454, slope: 0.818 },
    'ncsc-cp': { intercept: 0.813, slope: 0.746 },
    'ncsc-csp': { intercept: 0.524, slope: 1.14 },
    'ncsc-sc': { intercept: 1.072, slope: 0.476 },
  },
};
