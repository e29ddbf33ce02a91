import { Injectable } from '@nestjs/common';
import { Catalogue } from '#guidance';
import type { MatchOptions, MatchResult } from '#matching';
import { Member, Tx } from '#platform';
import { EarlierDecisions } from './earlier-decisions';
import { Requirement } from './requirement.entity';

/** Matches kept for a requirement: enough to choose from, few enough to read. */
const MATCHES_KEPT = 5;

/** Of those, how many of one document that is looked at by itself. */
const MATCHES_KEPT_OF_ONE = 2;

/** A match less sure than this is not worth a person's look, but for what was accepted before where nothing else makes guidance apply. */
const LEAST_CONFIDENCE = 0.1;

/** What the matching looks at. */
export type Matchable = Pick<Requirement, 'id' | 'text' | 'matchAnswers'>;

/** What the matching says to a requirement. */
export interface Matched {
  requirement: Matchable;
  result: MatchResult;
}

/** Matches requirements to the guidance, with what the buyer decided before on others. Nothing is kept. */
@Injectable()
export class RequirementMatching {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly earlier: EarlierDecisions,
  ) {}

  /** The best matches of each, as far as they are worth a look, in the order of the requirements. */
  of(tx: Tx, caller: Member, requirements: readonly Matchable[]): Promise<Matched[]> {
    return this.matched(tx, caller, requirements, { first: MATCHES_KEPT });
  }

  /** The same within one document alone, fewer of each; none of a requirement that no guidance applies to. */
  async within(tx: Tx, caller: Member, requirements: readonly Matchable[], document: string): Promise<Matched[]> {
    const matched = await this.matched(tx, caller, requirements, { first: MATCHES_KEPT_OF_ONE, documents: [document] });
    return matched.filter(({ result }) => result.applicable);
  }

  /** Whether a text that was changed still asks for what it asked before. */
  asksTheSame(before: string, text: string): Promise<boolean> {
    return this.catalogue.plainlyAlike(before, text);
  }

  private async matched(
    tx: Tx,
    caller: Member,
    requirements: readonly Matchable[],
    options: Pick<MatchOptions, 'first' | 'documents'>,
  ): Promise<Matched[]> {
    const earlier = await this.earlier.of(tx, caller);
    return Promise.all(
      requirements.map(async (requirement): Promise<Matched> => {
        const { id, text, matchAnswers: answers } = requirement;
        const decisions = earlier.filter(({ requirementId }) => requirementId !== id);
        return {
          requirement,
          result: await this.catalogue.match(text, { ...options, least: LEAST_CONFIDENCE, decisions, answers }),
        };
      }),
    );
  }
}
