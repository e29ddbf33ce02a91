import { Controller, Get, Post } from '@nestjs/common';
import { DecidePageRequest, type PageDecision, PendingPageRequests, type PendingPageRequestsQuery } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

const DECISIONS: readonly PageDecision[] = ['ACCEPT', 'ASK_CHANGES', 'REFUSE'];

/** Requests of suppliers for a page that no register gave them, for an operator to decide. */
@Controller('page-requests')
@For('OVERSIGHT')
export class PageRequestsController {
  @Get()
  async requests(@CurrentVisit() visit: Visit): Promise<void> {
    await this.show(visit, new FormErrors());
  }

  @Post()
  async decide(@CurrentVisit() visit: Visit): Promise<void> {
    const [pageRequestId, reason] = [visit.field('request'), visit.field('reason')];
    const decision = DECISIONS.find((each) => each === visit.field('decision'));
    const at = `reason-${pageRequestId}`;
    const errors = new FormErrors().require(at, reason, visit.t('page-request.decide.reasonMissing'));
    if (decision === undefined) errors.add(at, visit.t('page-request.decide.decisionMissing'));
    if (errors.any || decision === undefined) return this.show(visit, errors);
    const input = { pageRequestId, decision, reason, expectedVersion: Number(visit.field('version')) };
    try {
      const { status, name } = (await visit.ask(DecidePageRequest, { input })).decidePageRequest.pageRequest;
      await visit.goTo('/page-requests', { key: `page-request.decide.done.${status}`, values: { name } });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, at));
    }
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const requests = isOperator ? (await visit.ask(PendingPageRequests)).pendingPageRequests : [];
    const values = { request: visit.field('request'), reason: visit.field('reason') };
    await visit.show(
      'oversight/page-requests',
      {
        requests: requests.map((request) => ({ ...request, rivals: rivalsOf(request, requests) })),
        decisions: DECISIONS,
        isOperator,
        errors,
        values,
        isGone: errors.any && !requests.some(({ id }) => id === values.request),
      },
      errors.any ? 400 : 200,
    );
  }
}

type PendingRequest = PendingPageRequestsQuery['pendingPageRequests'][number];

/** The others who ask for a page by the same name or number. */
function rivalsOf(request: PendingRequest, requests: readonly PendingRequest[]): string[] {
  return requests.filter((other) => other.id !== request.id && isLike(request, other)).map(({ claimant }) => claimant.name);
}

function isLike(one: PendingRequest, other: PendingRequest): boolean {
  if (one.name.toLowerCase() === other.name.toLowerCase()) return true;
  return one.identifiers.some(({ scheme, id }) => other.identifiers.some((each) => each.scheme === scheme && each.id === id));
}
