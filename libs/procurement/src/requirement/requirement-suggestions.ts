import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Member, Tx } from '#platform';
import { RequirementGuidance } from './requirement.entity';
import { Matchable, RequirementMatching } from './requirement-matching';

/** What the matching suggests for the requirements of a procurement, kept for a person to decide on. */
@Injectable()
export class RequirementSuggestions {
  constructor(private readonly matching: RequirementMatching) {}

  /** Drops the suggestions that nobody decided on and matches again. */
  async renew(tx: Tx, caller: Member, requirement: Matchable): Promise<void> {
    await tx.delete(RequirementGuidance, { requirementId: requirement.id, status: 'SUGGESTED' });
    await this.add(tx, caller, [requirement]);
  }

  /**
   * Matches texts to the guidance and keeps what was found as suggestions, with what would settle it. A decision on what was found stays,
   * with the reasons as they are now.
   */
  async add(tx: Tx, caller: Member, requirements: readonly Matchable[]): Promise<void> {
    const found = await this.matching.of(tx, caller, requirements);
    const codes = new Set(found.flatMap(({ result }) => result.matches.map(({ code }) => code)));
    const itemOf = await pinnedItems(
      tx,
      requirements.map(({ id }) => id),
      [...codes],
    );
    const suggestions = found.flatMap(({ requirement: { id }, result }) =>
      result.matches
        .filter(({ code }) => itemOf.has(code))
        .map(({ code, score, confidence, reasons }, position) => ({
          id: uuidv7(),
          requirementId: id,
          organisationId: caller.organisation.id,
          itemId: itemOf.get(code) ?? '',
          status: 'SUGGESTED' as const,
          score,
          confidence,
          reasons,
          position,
        })),
    );
    if (suggestions.length > 0)
      await tx
        .createQueryBuilder()
        .insert()
        .into(RequirementGuidance)
        .values(suggestions)
        .orUpdate(['score', 'confidence', 'reasons', 'position'], ['requirement_id', 'item_id'])
        .execute();
    const outcome = found.map(({ requirement: { id, matchAnswers: answers }, result: { applicable, questions } }) => ({
      id,
      applicable,
      questions,
      answers,
    }));
    await tx.query(
      `UPDATE requirement r SET applicable = o.applicable, match_questions = o.questions, match_answers = o.answers
       FROM jsonb_to_recordset($1::jsonb) AS o (id uuid, applicable boolean, questions jsonb, answers jsonb) WHERE r.id = o.id`,
      [JSON.stringify(outcome)],
    );
  }
}

/**
 * The items with these codes in the versions that the procurement of these requirements rests on: what came later is not for it, and
 * what was reworded since is for it as it was.
 */
async function pinnedItems(
  tx: Tx,
  requirementIds: readonly string[],
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const items: { id: string; code: string }[] = await tx.query(
    `SELECT i.id, i.code FROM guidance_item i WHERE i.code = ANY ($2) AND i.document_id IN (
       SELECT v.document_id FROM procurement_guidance_version v JOIN requirement r ON r.procurement_id = v.procurement_id WHERE r.id = ANY ($1))`,
    [requirementIds, codes],
  );
  return new Map(items.map(({ id, code }) => [code, id]));
}
