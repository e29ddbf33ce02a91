export type {
  CatalogueItem,
  DecidedExample,
  ItemRelation,
  Match,
  MatchOptions,
  MatchResult,
  Reason,
  ReasonKind,
  Strength,
} from './model';
export { suggestedWording, type Wording } from './wording/wording';
export { Matcher } from './matcher';
export { SHIPPED, type Knowledge } from './knowledge';
export { readLabelledRows, type LabelledRow } from './evaluation/labelled-rows';
export { evaluate, type DocumentFigures, type Evaluation, type NoneFigures, type Ranker } from './evaluation/evaluate';
export { PlainBm25 } from './evaluation/baseline';
export { train, type HeldOutChoices } from './training/train';
export { HeldOut } from './training/cross-validate';
