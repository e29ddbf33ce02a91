import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Organisation, OrganisationIdentifier, User } from '#identity';
import { BadUserInput, canMove, Conflict, globalId, Member, move, NotFound, readId, refer, Transactions, Tx } from '#platform';
import { OpenRequests } from '../page-request/open-requests';
import { holdPageOf } from '../supplier/supplier-pages';
import { Supplier } from '../supplier/supplier.entity';
import { mustBeClaimable } from '../supplier/supplier.policy';
import { compareClaim, flawOfClaimed } from './claim-proof';
import { CLAIM, Claim, ClaimStatus } from './claim.entity';
import { ClaimPayload, ClaimSupplierInput, DecideClaimInput, WithdrawClaimInput } from './claim.inputs';
import { mustBeClaimant } from './claim.policy';

/** Why a claim is refused when somebody else's to the same page is accepted. */
const WENT_TO_ANOTHER =
  'Another organisation claimed this page too, and an operator gave it to that one. If the page describes yours, write to the operator of the directory.';

/** Why what an organisation has claimed besides is refused when it is given a page. */
const HAS_A_PAGE =
  'Your organisation was given another page that it claimed, and an organisation has one page. If this one describes it better, write to the operator of the directory.';

/** The same of a page of its own that it has asked for. */
const CLAIMED_A_PAGE =
  'Your organisation was given a page that it claimed, and an organisation has one page. Change that one to say what you asked for here.';

/** How an organisation comes by its page: it shows who it is, and an operator decides. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly requests: OpenRequests,
  ) {}

  /**
   * Asks for a page.
   *
   * @throws BadUserInput when the identifier that is named cannot be one of the register that is named
   * @throws Conflict when the page is taken over already, the caller has a page or may not have this one, or a claim of its is waiting
   */
  async claim(caller: Member, input: ClaimSupplierInput): Promise<ClaimPayload> {
    const supplierId = readId(Supplier, input.supplierId);
    const organisationId = caller.organisation.id;
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      // Whoever decides on the page holds it: what is asked meanwhile is compared with what was decided.
      await tx.query('SELECT hold_claimed_page($1)', [supplierId]);
      const supplier = await tx.findOneBy(Supplier, { id: supplierId });
      if (supplier === null) throw new NotFound('supplier');
      await this.mustBeFree(tx, supplier, organisationId);
      if (await tx.existsBy(Claim, { supplierId, organisationId, status: 'PENDING' })) {
        throw new Conflict('Your organisation has asked for this page already. An operator will decide; you need do nothing.');
      }
      const identifiers = await tx.findBy(OrganisationIdentifier, { organisationId: supplier.organisationId });
      const claimed = { scheme: input.identifierScheme, identifier: input.identifier };
      const flaw = flawOfClaimed(claimed, identifiers);
      if (flaw !== null) throw new BadUserInput(flaw.message, [flaw]);
      const proof = compareClaim({ ...claimed, email: caller.user.email }, { identifiers, website: supplier.website });
      await tx.insert(Claim, { id, supplierId, organisationId, requestedBy: caller.user.id, status: 'PENDING', ...proof });
      await this.audit.record(tx, caller, { action: 'supplier.claimed', subject: { type: Claim, id }, detail: { ...proof } });
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }

  /**
   * Withdraws a claim that waits, which nobody has to decide any more. The page may be claimed again.
   *
   * @throws Conflict when it waits no more, saying what became of it; also where an operator decides at the same moment
   */
  async withdraw(caller: Member, { claimId }: WithdrawClaimInput): Promise<ClaimPayload> {
    const id = readId(Claim, claimId);
    const supplierId = await this.transactions.run(caller, async (tx) => {
      const claim = mustBeClaimant(caller, await tx.findOneBy(Claim, { id }));
      if (!canMove(CLAIM, claim.status, 'WITHDRAWN')) throw waitsNoMore(claim);
      const withdrawn: unknown[] = await tx.query(
        `WITH withdrawn AS (UPDATE claim SET status = 'WITHDRAWN' WHERE id = $1 AND status = 'PENDING' RETURNING id) SELECT id FROM withdrawn`,
        [id],
      );
      if (withdrawn.length === 0) throw waitsNoMore(await tx.findOneByOrFail(Claim, { id }));
      const { identifierScheme, identifier } = claim;
      await this.audit.record(tx, caller, {
        action: 'claim.withdrawn',
        subject: { type: Claim, id },
        detail: { identifierScheme, identifier },
      });
      return claim.supplierId;
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }

  /**
   * Accepts or refuses, and tells the claimant which and why. An accepted claim makes the page the claimant's, and what says who it is goes
   * with it. What can then be accepted no more is refused: the claims of others to that page, and those of the claimant to other pages. They are told.
   *
   * @throws Conflict when the claim is decided already, saying who decided what, or withdrawn; or when the page or the claimant is no longer free
   */
  async decide(caller: Member, { claimId, accept, reason }: DecideClaimInput): Promise<ClaimPayload> {
    const id = readId(Claim, claimId);
    const supplierId = await this.transactions.run(caller, async (tx) => {
      const { supplierId, organisationId } = (await tx.findOneBy(Claim, { id })) ?? notThere();
      await holdPageOf(tx, organisationId);
      // The page is held next, so that two claims to it are decided one after the other.
      const supplier = await tx.findOneOrFail(Supplier, { where: { id: supplierId }, lock: { mode: 'pessimistic_write' } });
      const claim = await tx.findOneOrFail(Claim, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (claim.status !== 'PENDING') throw await decidedAlready(tx, claim);
      await this.settle(tx, caller, claim, move(CLAIM, claim.status, accept ? 'ACCEPTED' : 'REFUSED'), reason);
      if (accept) {
        await this.handOver(tx, claim, supplier);
        await this.refuseOthers(tx, caller, claim);
        await this.requests.refuseOf(tx, caller, organisationId, CLAIMED_A_PAGE);
      }
      return supplierId;
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }

  /** Refuses the claims of an organisation that wait, since it has been given a page otherwise, and tells it why. */
  async refuseOf(tx: Tx, caller: Member, organisationId: string, reason: string): Promise<void> {
    const waiting = await tx.find(Claim, {
      where: { organisationId, status: 'PENDING' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const claim of waiting) await this.settle(tx, caller, claim, 'REFUSED', reason);
  }

  private async mustBeFree(tx: Tx, supplier: Supplier, organisationId: string): Promise<void> {
    const claimant = await tx.findOneByOrFail(Organisation, { id: organisationId });
    const own = await tx.findOneBy(Supplier, { organisationId });
    const [{ hasPeople }]: { hasPeople: boolean }[] = await tx.query('SELECT page_has_people($1) AS "hasPeople"', [
      supplier.id,
    ]);
    mustBeClaimable(supplier, claimant, own, hasPeople);
  }

  /** Writes down what was decided of a claim, and tells the claimant. */
  private async settle(tx: Tx, caller: Member, claim: Claim, status: ClaimStatus, reason: string): Promise<void> {
    await tx.query('UPDATE claim SET status = $2, decided_by = $3, decided_at = now(), reason = $4 WHERE id = $1', [
      claim.id,
      status,
      caller.user.id,
      reason,
    ]);
    await this.tell(tx, claim, status === 'ACCEPTED', reason);
    await this.audit.record(tx, caller, {
      action: status === 'ACCEPTED' ? 'claim.accepted' : 'claim.refused',
      subject: { type: Claim, id: claim.id },
      detail: { reason },
    });
  }

  /** Refuses what waits and can be accepted no more: the page has an organisation now, and the organisation has a page. */
  private async refuseOthers(tx: Tx, caller: Member, { supplierId, organisationId }: Claim): Promise<void> {
    const others = await tx.find(Claim, {
      where: [
        { supplierId, status: 'PENDING' },
        { organisationId, status: 'PENDING' },
      ],
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const other of others)
      await this.settle(tx, caller, other, 'REFUSED', other.supplierId === supplierId ? WENT_TO_ANOTHER : HAS_A_PAGE);
  }

  private async tell(tx: Tx, { id, supplierId, organisationId }: Claim, accept: boolean, reason: string): Promise<void> {
    const { name } = await tx.findOneByOrFail(Supplier, { id: supplierId });
    const text = accept
      ? `The page of ${name} is yours now. ${reason}`
      : `Your claim to the page of ${name} was refused. ${reason}`;
    await tx.query(
      `INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, 'CLAIM_DECIDED', $3, $4)`,
      [uuidv7(), organisationId, globalId(Claim, id), text],
    );
  }

  /** The page goes to the claimant, and its identifiers with it (`identifiers_follow`): a number that two have joins no notice. */
  private async handOver(tx: Tx, claim: Claim, supplier: Supplier): Promise<void> {
    const { supplierId, organisationId } = claim;
    await this.mustBeFree(tx, supplier, organisationId);
    await tx.query(
      'UPDATE supplier SET organisation_id = $2, claimed_at = now(), version = version + 1, updated_at = now() WHERE id = $1',
      [supplierId, organisationId],
    );
    if (claim.identifierAgrees) await this.verifyShown(tx, claim);
  }

  /** The identifier that was shown is verified by the decision. */
  private async verifyShown(tx: Tx, { organisationId, identifierScheme, identifier }: Claim): Promise<void> {
    await tx.query(
      `UPDATE organisation_identifier SET verified_at = now(), verified_how = 'An operator accepted a claim that showed it'
       WHERE organisation_id = $1 AND scheme = $2 AND identifier = $3`,
      [organisationId, identifierScheme, identifier],
    );
  }
}

function notThere(): never {
  throw new NotFound('claim');
}

/** What to say to a claimant who withdraws what waits no more. */
function waitsNoMore({ status, reason }: Claim): Conflict {
  if (status === 'WITHDRAWN') return new Conflict('Your organisation has withdrawn this claim already. You need do nothing.');
  const decided = status === 'ACCEPTED' ? 'accepted' : 'refused';
  return new Conflict(
    `This claim was ${decided} already: “${reason ?? ''}” It can be withdrawn no more. If that is wrong, write to the operator of the directory.`,
  );
}

/** What to say to an operator who decides on a claim after a colleague, or after it was withdrawn. */
async function decidedAlready(tx: Tx, { status, reason, decidedBy }: Claim): Promise<Conflict> {
  if (status === 'WITHDRAWN')
    return new Conflict(
      'The claimant has withdrawn this claim. There is nothing to decide, and what you decided was not recorded.',
    );
  const colleague = decidedBy === null ? null : await tx.findOneBy(User, { id: decidedBy });
  const decided = status === 'ACCEPTED' ? 'accepted' : 'refused';
  return new Conflict(
    `${colleague?.name ?? 'Another operator'} has ${decided} this claim already: “${reason ?? ''}” What you decided was not recorded.`,
  );
}
