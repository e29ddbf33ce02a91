import type { Calibration } from './learnt-weights';

/** Documents without labelled texts have no figure of their own to be believed by: their shares are halved, and never told above one half. */
const UNMEASURED = 0.5;

/** No match is told to be surer: some hundreds of outcomes, to which a curve is fitted, cannot tell more. */
const MOST_SURE = 0.99;

/** How likely a match with this share is to be right, 0..1. */
export function confidenceOf(share: number, calibration: Calibration | undefined): number {
  if (!calibration) return share * UNMEASURED;
  return Math.min(MOST_SURE, 1 / (1 + Math.exp(-(calibration.intercept + calibration.slope * logOdds(share)))));
}

/** The log-odds of a share, kept within what a double can tell. */
export function logOdds(share: number): number {
  const kept = Math.min(Math.max(share, 1e-6), 1 - 1e-6);
  return Math.log(kept / (1 - kept));
}
