import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChainEvent, GENESIS_HASH, SigningKey, verifyChainStream } from '#pack';
import { CONFIGURATION, Configuration, LOCKS, OwnerWork } from '#platform';
import { LOT, lotAfter } from '../event/chain-export';
import { keptHeads } from '../signing/kept-heads';
import { SigningKeys } from '../signing/signing-keys';
import { HeadAgreement, ToldHead } from './head-agreement';

/** A chain as it stood when its check began. */
interface Chain {
  id: string;
  name: string;
  sequence: string;
  hash: string;
}

/** What is told of a chain that does not hold. */
interface Broken {
  organisation: string;
  sequence: number;
  at: string | null;
  problem: string;
  lastHead: ToldHead | null;
}

/** What came of checking a chain. */
interface Checked {
  /** Null when it holds. */
  broken: Broken | null;
  /** How many of its events had their content erased, and a later event tells why. */
  erased: number;
  /** How many kept heads it agrees with, and the last of these. */
  agreed: number;
  lastHead: ToldHead | null;
}

interface OpenCheck {
  id: string;
  scope: 'OWN' | 'ALL';
  organisation_id: string;
}

/**
 * In the worker: checks whole chains as `assay verify` checks an export, event by event, each against the one before, up to the head that
 * the database holds, and against each head that was signed and kept, since whoever writes a chain anew can write its head too but cannot sign. How far it is stands in the check's row. A check that was cut off begins again: what was checked before may have been
 * changed since.
 */
@Injectable()
export class ChainChecks extends OwnerWork {
  readonly name = 'chain-checks';

  constructor(
    @Inject(CONFIGURATION) configuration: Configuration,
    private readonly keys: SigningKeys,
  ) {
    super(configuration, LOCKS.checkingChains);
  }

  protected async work(owner: DataSource): Promise<void> {
    const [open]: [OpenCheck[]] = await owner.query(
      `UPDATE chain_check SET state = 'RUNNING', chains_checked = 0, events_checked = 0, events_erased = 0, first_at = NULL, last_at = NULL, broken = '[]',
         heads_agreed = 0, last_head = NULL
       WHERE state IN ('QUEUED', 'RUNNING') RETURNING id, scope, organisation_id`,
    );
    for (const check of open) await this.check(owner, check);
  }

  private async check(owner: DataSource, { id, scope, organisation_id }: OpenCheck): Promise<void> {
    try {
      const key = await this.keys.current();
      const chains = await chainsOf(owner, scope === 'OWN' ? organisation_id : null);
      const events = chains.reduce((sum, { sequence }) => sum + Number(sequence), 0);
      await owner.query('UPDATE chain_check SET chains_total = $2, events_total = $3 WHERE id = $1', [
        id,
        chains.length,
        events,
      ]);
      for (const chain of chains) {
        const { broken, erased, agreed, lastHead } = await checkChain(owner, id, chain, key);
        await owner.query(
          `UPDATE chain_check SET chains_checked = chains_checked + 1, broken = broken || $2::jsonb, heads_agreed = heads_agreed + $3,
             last_head = CASE scope WHEN 'OWN' THEN $4::jsonb END, events_erased = events_erased + $5 WHERE id = $1`,
          [
            id,
            JSON.stringify(broken === null ? [] : [broken]),
            agreed,
            lastHead === null ? null : JSON.stringify(lastHead),
            erased,
          ],
        );
      }
      await owner.query(`UPDATE chain_check SET state = 'DONE', finished_at = now() WHERE id = $1`, [id]);
    } catch (error) {
      if (this.stopped) return;
      const reason = error instanceof Error ? error.message : String(error);
      await owner.query(`UPDATE chain_check SET state = 'FAILED', finished_at = now(), error = $2 WHERE id = $1`, [
        id,
        `The check could not be carried out: ${reason}. Ask for it again; if it fails again, tell whoever runs the database.`,
      ]);
    }
  }
}

/** The chains to check, each with its head. An organisation that has events and no head has one that nothing can follow from. */
async function chainsOf(owner: DataSource, organisationId: string | null): Promise<Chain[]> {
  return owner.query(
    `SELECT o.id, o.name, coalesce(c.sequence, 0) AS sequence, coalesce(c.hash, $2) AS hash
     FROM organisation o LEFT JOIN audit_chain c ON c.organisation_id = o.id
     WHERE ($1::uuid IS NULL OR o.id = $1)
       AND (c.sequence > 0 OR EXISTS (SELECT FROM audit_event e WHERE e.organisation_id = o.id))
     ORDER BY o.name, o.id`,
    [organisationId, GENESIS_HASH],
  );
}

/** Checks one chain up to its head. */
async function checkChain(owner: DataSource, checkId: string, chain: Chain, key: SigningKey): Promise<Checked> {
  let reached: ChainEvent | null = null;
  const head = Number(chain.sequence);
  const heads = new HeadAgreement(await keptHeads(owner, chain.id, head), key);
  async function* events(): AsyncGenerator<ChainEvent> {
    for (;;) {
      const lot = await lotAfter(owner, chain.id, reached?.sequence ?? 0, head);
      let held = 0;
      try {
        for (const event of lot) {
          yield (reached = event);
          held += 1;
          heads.pass(event);
        }
      } finally {
        // Also where the check breaks off: those before the event that is wrong were checked.
        await tell(owner, checkId, lot.slice(0, held));
      }
      if (lot.length < LOT) return;
    }
  }
  const result = await verifyChainStream(events());
  // What the check broke off at; within `events` it is assigned where the compiler does not see it.
  const last = reached as ChainEvent | null;
  const wrong = result.ok
    ? (heads.end(last?.sequence ?? 0) ?? shortfallOf(head, chain.hash, last))
    : { sequence: result.sequence, at: last?.at ?? null, problem: result.problem };
  const { agreed, last: lastHead } = heads;
  const erased = result.ok ? result.erasings.reduce((sum, { events }) => sum + events, 0) : 0;
  return {
    erased,
    broken: wrong === null ? null : { organisation: chain.name, lastHead, at: null, ...wrong },
    agreed,
    lastHead,
  };
}

/** What is wrong at the end of a chain whose events hold: they must reach the head. */
function shortfallOf(head: number, hash: string, last: ChainEvent | null): { sequence: number; problem: string } | null {
  const reached = last?.sequence ?? 0;
  if (reached < head) {
    const problem = `The chain ends at event ${reached} and its head is event ${head}: the end was cut off.`;
    return { sequence: reached + 1, problem };
  }
  if (last !== null && last.hash !== hash) {
    const problem = `Event ${reached} does not have the hash that the head of the chain gives: the chain was written anew.`;
    return { sequence: reached, problem };
  }
  return null;
}

async function tell(owner: DataSource, checkId: string, lot: readonly ChainEvent[]): Promise<void> {
  const times = lot.map(({ at }) => at).sort();
  await owner.query(
    `UPDATE chain_check SET events_checked = events_checked + $2, first_at = least(first_at, $3), last_at = greatest(last_at, $4) WHERE id = $1`,
    [checkId, lot.length, times.at(0) ?? null, times.at(-1) ?? null],
  );
}
