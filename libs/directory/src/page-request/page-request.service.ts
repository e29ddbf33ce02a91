import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Organisation, User } from '#identity';
import { canMove, Conflict, Member, mustBeCurrent, NotFound, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { compareDomains } from '../claim/claim-proof';
import { ClaimService } from '../claim/claim.service';
import { Supplier } from '../supplier/supplier.entity';
import { holdPageOf } from '../supplier/supplier-pages';
import { Taxonomies } from '../taxonomy/taxonomies';
import { declaredIdentifier, DeclaredPage, declaredPage } from './declared-page';
import { OpenRequests } from './open-requests';
import { bearersOf, holdNumbers, openPage } from './own-page';
import { deniedPages, mustHaveSeen, pageCandidates } from './page-candidates';
import { PAGE_REQUEST, PageCandidate, PageRequest } from './page-request.entity';
import {
  ChangePageRequestInput,
  DecidePageRequestInput,
  PageCandidatesInput,
  PageDecision,
  PageRequestPayload,
  RequestPageInput,
  WithdrawPageRequestInput,
} from './page-request.inputs';
import { mustBeItsOwn, mustHaveAsked, mustHaveNoPage } from './page-request.policy';

const STATUS_AFTER = { ACCEPT: 'ACCEPTED', ASK_CHANGES: 'CHANGES_REQUESTED', REFUSE: 'REFUSED' } as const satisfies Record<
  PageDecision,
  PageRequest['status']
>;

/** Why a claim is refused that its claimant has no need of any more. */
const HAS_ITS_OWN =
  'Your organisation was given a page of its own, which it asked for, and an organisation has one page. If this one describes it better, write to the operator of the directory.';

/** What of a request its supplier writes. */
type OwnWords = DeclaredPage & Pick<PageRequest, 'authority' | 'emailDomain' | 'domainAgrees' | 'notOurs' | 'requestedBy'>;

/** How an organisation that no register names comes by a page: it says who it is and what it does, and an operator decides. */
@Injectable()
export class PageRequestService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly taxonomies: Taxonomies,
    private readonly open: OpenRequests,
    private readonly claims: ClaimService,
  ) {}

  /** Pages that may be those of the caller's organisation, by a name and identifiers. */
  candidates(caller: Member, { name, identifiers }: PageCandidatesInput): Promise<PageCandidate[]> {
    const sought = { organisationId: caller.organisation.id, name, declared: identifiers.map(declaredIdentifier) };
    return this.transactions.read(caller, (tx) => pageCandidates(tx, sought, []));
  }

  /**
   * Asks for a page.
   *
   * @throws BadUserInput naming the fields that will not do
   * @throws Conflict when the organisation has a page, or has asked already; or when there are pages that may be its own, of which it has not
   *   said that they are not
   */
  async request(caller: Member, input: RequestPageInput): Promise<PageRequestPayload> {
    const id = uuidv7();
    const organisationId = caller.organisation.id;
    await this.transactions.run(caller, async (tx) => {
      await holdPageOf(tx, organisationId);
      mustHaveNoPage(await tx.findOneBy(Supplier, { organisationId }));
      await this.mustHaveNoneOpen(tx, organisationId);
      const words = await this.ownWords(tx, caller, input);
      await tx.insert(PageRequest, { id, organisationId, ...words, status: PAGE_REQUEST.initial, version: 1 });
      await this.audit.record(tx, caller, {
        action: 'page.requested',
        subject: { type: PageRequest, id },
        detail: inBrief(words),
      });
    });
    return this.payload(id, null);
  }

  /**
   * Says anew what a request asks for, while it waits or since an operator asked for changes: it then waits again.
   *
   * @throws Conflict when it can be changed no more, or was changed or decided since the caller read it; else as {@link request}
   */
  async change(caller: Member, input: ChangePageRequestInput): Promise<PageRequestPayload> {
    const id = readId(PageRequest, input.pageRequestId);
    await this.transactions.run(caller, async (tx) => {
      await holdPageOf(tx, caller.organisation.id);
      const request = await this.ownForChange(tx, caller, id);
      mustBeCurrent('request', request, input.expectedVersion);
      mustHaveNoPage(await tx.findOneBy(Supplier, { organisationId: request.organisationId }));
      const words = await this.ownWords(tx, caller, input);
      const askedAt = await timeOfDeed(tx);
      await tx.update(PageRequest, { id }, { ...words, status: 'PENDING', askedAt, version: request.version + 1 });
      await this.audit.record(tx, caller, {
        action: 'pageRequest.changed',
        subject: { type: PageRequest, id },
        detail: inBrief(words),
      });
    });
    return this.payload(id, null);
  }

  /**
   * Withdraws a request that nobody has decided. The organisation may ask again.
   *
   * @throws Conflict when it was decided, saying what was, or withdrawn before
   */
  async withdraw(caller: Member, input: WithdrawPageRequestInput): Promise<PageRequestPayload> {
    const id = readId(PageRequest, input.pageRequestId);
    await this.transactions.run(caller, async (tx) => {
      const { name, version } = await this.ownForChange(tx, caller, id);
      await tx.update(PageRequest, { id }, { status: 'WITHDRAWN', version: version + 1 });
      await this.audit.record(tx, caller, {
        action: 'pageRequest.withdrawn',
        subject: { type: PageRequest, id },
        detail: { name },
      });
    });
    return this.payload(id, null);
  }

  /**
   * Accepts, asks for changes or refuses, and tells the supplier which and why. What is accepted becomes its page, and its claims to other pages are
   * refused.
   *
   * @throws Conflict when it waits no more, saying who decided what; when the supplier has changed it since the operator read it; when
   *   the organisation has a page by now, or an identifier is another's; when a register is being read, which may name it
   */
  async decide(caller: Member, input: DecidePageRequestInput): Promise<PageRequestPayload> {
    const id = readId(PageRequest, input.pageRequestId);
    const { decision, reason } = input;
    const supplierId = decision === 'ACCEPT' ? uuidv7() : null;
    await this.transactions.run(caller, async (tx) => {
      if (decision === 'ACCEPT') await holdNumbers(tx);
      const { organisationId } = (await tx.findOneBy(PageRequest, { id })) ?? notThere();
      await holdPageOf(tx, organisationId);
      const request = await this.pendingForDecision(tx, id);
      mustBeAsRead(request, input.expectedVersion);
      await this.open.settle(tx, caller, request, { status: STATUS_AFTER[decision], reason, supplierId });
      if (supplierId !== null) await this.accept(tx, caller, request, supplierId);
    });
    return this.payload(id, supplierId);
  }

  private async accept(tx: Tx, caller: Member, request: PageRequest, supplierId: string): Promise<void> {
    const { organisationId } = request;
    mustHaveNoPage(await tx.findOneBy(Supplier, { organisationId }));
    mustBeItsOwn(await bearersOf(tx, request));
    const { provenance } = await tx.findOneByOrFail(Organisation, { id: organisationId });
    await openPage(tx, supplierId, request, provenance === 'DEMONSTRATION');
    await this.claims.refuseOf(tx, caller, organisationId, HAS_ITS_OWN);
  }

  private async ownWords(tx: Tx, caller: Member, input: RequestPageInput): Promise<OwnWords> {
    const { provenance } = await tx.findOneByOrFail(Organisation, { id: caller.organisation.id });
    const page = declaredPage(input, provenance);
    await this.taxonomies.mustKnow(tx, 'region', page.regionCode === null ? [] : [page.regionCode], 'region');
    await this.taxonomies.mustKnow(tx, 'sector', page.sectorCodes, 'sectors');
    await this.taxonomies.mustKnow(tx, 'technology', page.technologyCodes, 'technologies');
    const notOurs = deniedPages(input.notOurs);
    mustHaveSeen(await pageCandidates(tx, { organisationId: caller.organisation.id, ...page }, notOurs));
    return {
      ...page,
      authority: input.authority.trim(),
      ...compareDomains(caller.user.email, page.website),
      notOurs,
      requestedBy: caller.user.id,
    };
  }

  private async mustHaveNoneOpen(tx: Tx, organisationId: string): Promise<void> {
    const open = await tx.findOneBy(PageRequest, [
      { organisationId, status: 'PENDING' },
      { organisationId, status: 'CHANGES_REQUESTED' },
    ]);
    if (open === null) return;
    throw new Conflict(
      `Your organisation has asked for a page already: “${open.name}”. Change that request, or withdraw it and ask again.`,
    );
  }

  private async ownForChange(tx: Tx, caller: Member, id: string): Promise<PageRequest> {
    mustHaveAsked(caller, await tx.findOneBy(PageRequest, { id }));
    // Row-level security hands over none that was decided, to be changed.
    const request = await tx.findOne(PageRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (request === null || !canMove(PAGE_REQUEST, request.status, 'WITHDRAWN'))
      throw waitsNoMore(await tx.findOneByOrFail(PageRequest, { id }));
    return request;
  }

  private async pendingForDecision(tx: Tx, id: string): Promise<PageRequest> {
    const request = await tx.findOne(PageRequest, { where: { id, status: 'PENDING' }, lock: { mode: 'pessimistic_write' } });
    if (request === null) throw await decidedAlready(tx, await tx.findOneByOrFail(PageRequest, { id }));
    return request;
  }

  private payload(id: string, supplierId: string | null): PageRequestPayload {
    return { pageRequest: refer(PageRequest, id), supplier: supplierId === null ? null : refer(Supplier, supplierId) };
  }
}

/** What the record keeps of what was asked for. */
function inBrief({
  name,
  declared,
  noIdentifierReason,
  country,
  emailDomain,
}: OwnWords): Record<string, string | string[] | null> {
  return { name, identifiers: declared.map(({ scheme, id }) => `${scheme}-${id}`), noIdentifierReason, country, emailDomain };
}

function notThere(): never {
  throw new NotFound('request for a page');
}

/** @throws Conflict when the supplier changed what it asks for since an operator read it: nobody decides on what they have not seen */
function mustBeAsRead(request: PageRequest, expectedVersion: number): void {
  if (request.version === expectedVersion) return;
  throw new Conflict(
    'The supplier has changed this request since you read it. Read it again and decide; what you decided was not recorded.',
    { currentVersion: request.version },
  );
}

/** What to say to a supplier that changes or withdraws what waits no more. */
function waitsNoMore({ status, reason }: PageRequest): Conflict {
  if (status === 'WITHDRAWN')
    return new Conflict('Your organisation has withdrawn this request already. Ask for a page again if you want one.');
  const decided = status === 'ACCEPTED' ? 'accepted' : 'refused';
  return new Conflict(`This request was ${decided} already: “${reason ?? ''}” It can be changed and withdrawn no more.`);
}

/** What to say to an operator who decides on a request after a colleague, or after it was withdrawn. */
async function decidedAlready(tx: Tx, { status, reason, decidedBy }: PageRequest): Promise<Conflict> {
  if (status === 'WITHDRAWN')
    return new Conflict(
      'The supplier has withdrawn this request. There is nothing to decide, and what you decided was not recorded.',
    );
  const colleague = decidedBy === null ? null : await tx.findOneBy(User, { id: decidedBy });
  const done = { ACCEPTED: 'accepted this request', REFUSED: 'refused this request' }[status as string];
  return new Conflict(
    `${colleague?.name ?? 'Another operator'} has ${done ?? 'asked for changes to this request'} already: “${reason ?? ''}” What you decided was not recorded.`,
  );
}
