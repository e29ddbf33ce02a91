import { AnswersWithheld, AnswerToAssess, type AnswerToAssessQuery } from '../api/operations';
import type { Visit } from '../page/visit';
import { showPart } from './part';

/** Every answer with what was said of it; null when they are withheld from who visits, who is then shown the page that says why. */
export async function readAnswers(visit: Visit, id: string): Promise<AnswerToAssessQuery | null> {
  const { procurement } = await visit.ask(AnswersWithheld, { id });
  if (procurement.answersWithheld === null) return visit.ask(AnswerToAssess, { id });
  await showPart(visit, 'withheld', procurement);
  return null;
}
