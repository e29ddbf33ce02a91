export type {
  CatalogueItem,
  DecidedExample,
  ItemRelation,
  Match,
  MatchAnswer,
  MatchQuestion,
  MatchOptions,
  MatchResult,
  Reason,
  ReasonKind,
  Strength,
  Wording,
} from './model';
export { isAnswer } from './questions';
export { suggestedWording } from './wording/wording';
export { Matcher } from './matcher';
export { shippedFiles } from './shipped-files';
export { ownSentences, shipped, uninformed, type Knowledge, type Sentences, type TeachingSentences } from './knowledge';
export { indexOf } from './ranking/lessons';
export { readLabelledRows, type LabelledRow } from './evaluation/labelled-rows';
export {
  evaluate,
  noneFigures,
  type DocumentFigures,
  type Evaluation,
  type NoneFigures,
  type Ranker,
} from './evaluation/evaluate';
export { PlainBm25 } from './evaluation/baseline';
export { Course, type HeldOutChoices } from './training/train';
export { evaluateByAuthor, type ByAuthor } from './training/by-author';
export { HeldOut } from './training/cross-validate';
export { learn, outcomesOf, calibrate, expectedCalibrationError, heldOutApplies, type Outcome } from './training/choose';
export { MIXTURE, type Mixture } from './ranking/mixture';
export type { LearntWeights } from './ranking/learnt-weights';
export { confidenceOf } from './ranking/confidence';
export type { TrainingMaterial } from './training/samples';
