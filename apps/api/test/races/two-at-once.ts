import { ChainChecks, SigningKeys } from '#audit';
import { type EvidenceRows, type ReadyProcurement } from '#procurement/testing';
import type { Answer, TestApi } from '../harness';
import { JudgementJourney } from '../judgement-journey';

/** Who is sent first: each pair is tried both ways, and either may win. */
export const ORDERS = ['the one', 'the other'] as const;
export type Order = (typeof ORDERS)[number];

export type Send = () => Promise<Answer<unknown>>;

const OPERATOR = 'operator@oversight.example';
const CHECK = 'mutation { checkChain(input: { scope: ALL }) { check { id } } }';
const CHECKED = 'query ($id: ID!) { chainCheck(id: $id) { state broken { organisation sequence problem } } }';

/** The row of a procurement, for which two wait. */
export const at = ({ key }: ReadyProcurement) => ({ table: 'procurement', key });

export const isDone = ({ errors }: Answer<unknown>): boolean => errors.length === 0;

/** That the loser was told where the thing stands, and was not answered by a mishap. */
export function expectTold({ errors }: Answer<unknown>, code: string, sentence: RegExp): void {
  expect(errors.map(({ message, extensions }) => ({ code: extensions.code, message }))).toEqual([
    { code, message: expect.stringMatching(sentence) as string },
  ]);
}

/** Two people who act on the same thing at the same moment. */
export class TwoAtOnce {
  private readonly chains: ChainChecks;

  private constructor(readonly journey: JudgementJourney) {
    this.chains = new ChainChecks(journey.api.configuration, new SigningKeys(journey.api.configuration));
  }

  static async begin(): Promise<TwoAtOnce> {
    return new TwoAtOnce(await JudgementJourney.begin());
  }

  async end(): Promise<void> {
    await this.chains.stop();
    await this.journey.end();
  }

  get api(): TestApi {
    return this.journey.api;
  }

  get rows(): EvidenceRows {
    return this.journey.rows;
  }

  /** Both wait for the same row and are let go together. @returns the answers of the one and of the other, whoever was sent first */
  async meet(order: Order, row: { table: string; key: string }, one: Send, other: Send): Promise<Answer<unknown>[]> {
    const isOneFirst = order === 'the one';
    const answers = await this.api.together(row, isOneFirst ? [one, other] : [other, one]);
    return isOneFirst ? answers : answers.reverse();
  }

  /** That every chain of audit events holds, whatever was written into it at once. */
  async expectWholeChains(): Promise<void> {
    const { data } = await this.api.send<{ checkChain: { check: { id: string } } }>(OPERATOR, CHECK);
    await this.chains.run();
    const checked = await this.api.send<{ chainCheck: object }>(OPERATOR, CHECKED, { id: data.checkChain.check.id });
    expect(checked.data.chainCheck).toEqual({ state: 'DONE', broken: [] });
  }

  /** How many rows there are. @param from the table, and the condition in which $1 is the key */
  async count(from: string, key: string): Promise<number> {
    const [{ n }] = await this.rows.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, [key]);
    return n;
  }

  /** How often an action stands in the record of an organisation: of the buyer, unless it is named. */
  async times(action: string, subject: string, organisationId = this.journey.evidence.buyer.id): Promise<number> {
    return (await this.journey.evidence.actions(organisationId, subject)).filter((one) => one === action).length;
  }

  async stageOf({ key }: ReadyProcurement): Promise<string> {
    const [{ stage }] = await this.rows.query<{ stage: string }>('SELECT stage FROM procurement WHERE id = $1', [key]);
    return stage;
  }
}
