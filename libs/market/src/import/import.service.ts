import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import {
  BadUserInput,
  Conflict,
  DocumentService,
  Document,
  Member,
  move,
  NotFound,
  readId,
  refer,
  Transactions,
  Tx,
} from '#platform';
import { Award } from '../award/award.entity';
import { ImportOptions, ImportProblem, ImportRun } from './import-run.entity';
import { DecideJoinInput, ImportPayload, JoinPayload, ProblemsArguments, StartImportInput } from './import.inputs';
import { hasPassword, WITH_PASSWORD } from './import-source';
import { JOIN, JoinProposal, JoinState } from './join-proposal.entity';

const PROBLEMS_OF_A_PAGE = 100;

/** What operators do with registers: have them read in, and decide what a name alone cannot. */
@Injectable()
export class ImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentService,
    private readonly audit: AuditTrail,
  ) {}

  /** Puts an import into the queue of the worker. @throws BadUserInput when it is not clear what to read */
  async start(caller: Member, input: StartImportInput): Promise<ImportPayload> {
    const { kind, documentId, url } = input;
    if ((documentId ?? null) === null && (url ?? null) === null)
      throw BadUserInput.field('documentId', 'There is nothing to read. Choose a file, or give an address.');
    if (documentId && url) throw BadUserInput.field('url', 'There are a file and an address. Give one of the two.');
    if (url) mustBeAddress(url);
    const options: ImportOptions = {
      ...(input.sicCodes?.length ? { sicCodes: input.sicCodes } : {}),
      ...(input.postcodeAreas?.length ? { postcodeAreas: input.postcodeAreas.map((area) => area.toUpperCase()) } : {}),
    };
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const document = documentId ? await this.documents.readable(tx, readId(Document, documentId)) : null;
      const source = document?.fileName ?? (url as string);
      await tx.query(
        `INSERT INTO import_run (id, kind, source, document_id, options, state, started_by, bytes_total) VALUES ($1, $2, $3, $4, $5, 'QUEUED', $6, $7)`,
        [id, kind, source, document?.id ?? null, options, caller.user.id, document?.size ?? null],
      );
      await this.audit.record(tx, caller, {
        action: 'import.started',
        subject: { type: ImportRun, id },
        detail: { kind, source },
      });
    });
    return { import: refer(ImportRun, id) };
  }

  problems(caller: Member, importId: string, { first, after }: ProblemsArguments): Promise<ImportProblem[]> {
    return this.transactions.read(caller, (tx) =>
      tx
        .createQueryBuilder(ImportProblem, 'p')
        .where('p.runId = :runId AND p.position > :after', { runId: importId, after: after ?? 0 })
        .orderBy('p.position')
        .limit(first ?? PROBLEMS_OF_A_PAGE)
        .getMany(),
    );
  }

  /** The newest awards of the party of a proposal. */
  awardsOf(caller: Member, proposalId: string): Promise<Award[]> {
    return this.transactions.read(caller, async (tx) => {
      const proposal = await tx.findOneBy(JoinProposal, { id: proposalId });
      return tx.find(Award, {
        where: { partyKey: proposal?.partyKey ?? '' },
        order: { awardedOn: 'DESC', id: 'ASC' },
        take: 10,
      });
    });
  }

  /**
   * Decides whether a party is a supplier. The worker then joins its awards.
   *
   * @throws Conflict when it is decided already, saying who decided what
   */
  async decide(caller: Member, { proposalId, accept, reason }: DecideJoinInput): Promise<JoinPayload> {
    const id = readId(JoinProposal, proposalId);
    await this.transactions.run(caller, async (tx) => {
      const proposal = await tx.findOne(JoinProposal, { where: { id } });
      if (proposal === null) throw new NotFound('proposal');
      if (proposal.state !== 'PROPOSED') throw await decidedAlready(tx, id);
      const state = move(JOIN, proposal.state, accept ? 'ACCEPTED' : 'REFUSED');
      const decided: unknown[] = await tx.query(
        `WITH decided AS (UPDATE join_proposal SET state = $2, reason = $3, decided_by = $4, decided_at = now()
           WHERE id = $1 AND state = 'PROPOSED' RETURNING id) SELECT id FROM decided`,
        [id, state, reason, caller.user.id],
      );
      if (decided.length === 0) throw await decidedAlready(tx, id);
      await this.audit.record(tx, caller, {
        action: accept ? 'join.accepted' : 'join.refused',
        subject: { type: JoinProposal, id },
        detail: { party: proposal.partyName, reason },
      });
    });
    return { proposal: refer(JoinProposal, id) };
  }
}

/** Checks the address of a register. @throws BadUserInput saying what is wrong with it */
export function mustBeAddress(url: string): void {
  if (hasPassword(url)) throw BadUserInput.field('url', WITH_PASSWORD);
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (!/^https:\/\/[^\s/]/i.test(url) || host === '')
    throw BadUserInput.field('url', `"${url}" is not an address that begins with https://. Copy it whole.`);
  if (!host.includes('.'))
    throw BadUserInput.field(
      'url',
      `"${host}" has no dot in it: it is the name of a computer, not of a server that publishes. Give the address that the register is published at.`,
    );
}

/** What to say to an operator who decides on a proposal after a colleague. */
async function decidedAlready(tx: Tx, id: string): Promise<Conflict> {
  const rows: { name: string | null; state: JoinState; reason: string | null }[] = await tx.query(
    'SELECT u.name, p.state, p.reason FROM join_proposal p LEFT JOIN user_account u ON u.id = p.decided_by WHERE p.id = $1',
    [id],
  );
  const [{ name, state, reason }] = rows;
  const decided = state === 'ACCEPTED' ? 'accepted' : 'refused';
  return new Conflict(
    `${name ?? 'Another operator'} has ${decided} this already: “${reason ?? ''}” What you decided was not recorded.`,
  );
}
