import type { ChainEvent } from '../chain/chain';
import type { Figure, PackContents, Person } from '../contents';
import { nameOf, pairOf, personKey } from './names';
import { detailOf, eventsOf, recordedAt } from './recorded';
import { isAgreed, judgementsByPair } from './settling.checks';

/** What does not fit between the judgements and settled figures and the audit events that tell of them, a sentence each. */
export function figureRecordProblems(contents: PackContents): string[] {
  return [...judgementProblems(contents), ...settlingProblems(contents)];
}

/** The last judgement that somebody recorded of an answer is the one that counts. */
function judgementProblems(contents: PackContents): string[] {
  const keyOf = (pair: string, person: Pick<Person, 'id'>) => `${pair} ${personKey(person)}`;
  const events = new Map(eventsOf(contents, 'answer.assessed').map((event) => [keyOf(toldPair(event), event.actor), event]));
  const known = new Set(contents.assessments.map((judgement) => keyOf(pairOf(judgement), judgement.assessor)));
  return [
    ...[...events]
      .filter(([key]) => !known.has(key))
      .map(([, { sequence, actor }]) => `Event ${sequence} tells of a judgement by ${actor.name} that is not there.`),
    ...contents.assessments.flatMap((judgement) => {
      const event = events.get(keyOf(pairOf(judgement), judgement.assessor));
      const which = `the judgement of ${figureOf(contents, judgement)} by ${judgement.assessor.name}`;
      if (event === undefined) return [`No audit event tells of ${which}.`];
      if (!tells(event, judgement)) return [`By the audit events ${which} was another.`];
      return recordedAt(event, `${which} was made`, judgement.assessedAt);
    }),
  ];
}

/** A figure was settled by itself, as its last event says, or with all on which the assessors agreed. */
function settlingProblems(contents: PackContents): string[] {
  const alone = new Map(eventsOf(contents, 'assessment.moderated').map((event) => [toldPair(event), event]));
  const agreed = eventsOf(contents, 'assessments.agreed');
  const judgements = judgementsByPair(contents);
  const known = new Set(contents.moderation.map(pairOf));
  return [
    ...[...alone]
      .filter(([pair]) => !known.has(pair))
      .map(([, { sequence }]) => `Event ${sequence} tells of a settled figure that is not there.`),
    ...contents.moderation.flatMap((figure) => {
      const which = figureOf(contents, figure);
      const event = alone.get(pairOf(figure));
      if (event === undefined && !isAgreed(figure, judgements.get(pairOf(figure)) ?? [])) {
        return [
          `The figure for ${which} is not what the assessors agreed on, and no audit event tells that it was settled otherwise.`,
        ];
      }
      if (event !== undefined && !tells(event, figure))
        return [`By the audit events the figure for ${which} was settled otherwise.`];
      const told = (event === undefined ? agreed : [event]).filter(
        ({ actor }) => personKey(actor) === personKey(figure.moderator),
      );
      if (told.length === 0) return [`No audit event tells that ${figure.moderator.name} settled ${which}.`];
      const dated = told.some((one) => recordedAt(one, '', figure.moderatedAt).length === 0);
      return dated ? [] : [`No audit event tells that ${which} was settled at ${figure.moderatedAt}.`];
    }),
  ];
}

function toldPair(event: ChainEvent): string {
  const { candidate, requirement } = detailOf(event);
  return pairOf({ candidateId: String(candidate), requirementRef: String(requirement) });
}

/** Whether an event tells of this figure; what is unknown has no score, whatever was entered. */
function tells(event: ChainEvent, { conformance, score, strength }: Figure): boolean {
  const told = detailOf(event);
  const toldScore = told.conformance === 'UNKNOWN' ? null : told.score;
  return told.conformance === conformance && toldScore === score && told.strength === strength;
}

function figureOf(contents: PackContents, figure: Figure): string {
  return `${figure.requirementRef} of ${nameOf(contents, figure.candidateId)}`;
}
