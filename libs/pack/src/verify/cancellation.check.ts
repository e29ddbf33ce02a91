import { cancellationIn } from '../cancellation';
import type { PackContents } from '../contents';
import { canonicalJson } from '../json';
import { CONTENTS_PATH } from '../manifest';
import { instantInWords } from '../write/words';
import { failed, notChecked, passed, type VerifyCheck } from './report';

/** A cancellation after the decision stands in the record as the pack says it; nothing is said where neither has one. */
export function checkCancellation({ cancellation, audit }: PackContents): VerifyCheck[] {
  const recorded = cancellationIn(audit);
  if (cancellation === undefined) {
    if (recorded === undefined) return [];
    const when = instantInWords(recorded.cancelledAt);
    return [
      notChecked('cancellation', `The record has a cancellation on ${when}, of which the contents of the pack say nothing.`),
    ];
  }
  if (recorded === undefined || canonicalJson(recorded) !== canonicalJson(cancellation)) {
    return [failed('cancellation', 'The cancellation that the pack tells of is not the one in its record.', CONTENTS_PATH)];
  }
  const when = instantInWords(cancellation.cancelledAt);
  return [passed('cancellation', `The procurement was cancelled after the decision, on ${when}, as the record says.`)];
}
