import type { LearntWeights } from '../../ranking/learnt-weights';

export const WEIGHTS: LearntWeights = {
  documents: {},
  applicability: { labels: ['applies', 'none'], bias: [0, 0], features: '' },
  applicableFrom: 0,
  calibration: {},
};
