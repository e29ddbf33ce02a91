import { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';

/** What an operator decides on one of the things that wait in a list, each with a form of its own. */
export interface Decision {
  /** Of the thing that is decided on. */
  id: string;
  accept: boolean;
  reason: string;
  /** What is missing, at the reason of that thing. */
  errors: FormErrors;
}

/** Reads a form of {@link Decision}: neither button pressed is an error of the form, and no refusal of the thing. */
export function decisionOf(
  visit: Pick<Visit, 'field'>,
  thing: string,
  words: { reasonMissing: string; decisionMissing: string },
): Decision {
  const [id, reason, decision] = [visit.field(thing), visit.field('reason'), visit.field('decision')];
  const errors = new FormErrors().require(`reason-${id}`, reason, words.reasonMissing);
  if (decision !== 'accept' && decision !== 'refuse') errors.add(`reason-${id}`, words.decisionMissing);
  return { id, accept: decision === 'accept', reason, errors };
}
