import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CONFIGURATION, Configuration } from '#platform';
import { roleChoices, rolesIn } from '../account/roles';
import {
  AccountRequestPage,
  type AccountRequestPageQuery,
  DecideAccountRequest,
  OpenIdProvider,
  PendingAccountRequests,
  type Role,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

type Request = AccountRequestPageQuery['accountRequest'];

const HOME = '/account-requests';
/** Stands among the organisations for one that is let in as the request names it. */
const NEW = 'new';
const FIELDS = { reason: 'reason', organisationId: 'organisation', roles: 'roles' };

/** Requests of people from outside for an account, for an operator to decide. */
@Controller('account-requests')
@For('OVERSIGHT')
export class AccountRequestsController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const requests = isOperator ? (await visit.ask(PendingAccountRequests)).pendingAccountRequests : [];
    await visit.show('oversight/account-requests', { isOperator, requests });
  }

  @Get(':id')
  async one(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { accountRequest: request } = await visit.ask(AccountRequestPage, { id });
    await show(
      visit,
      request,
      { organisation: request.candidates.length === 0 ? NEW : '', roles: request.roles },
      new FormErrors(),
    );
  }

  /** The password is shown once, so that this page answers the form itself. */
  @Post(':id')
  async decide(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { accountRequest: request } = await visit.ask(AccountRequestPage, { id });
    const [reason, organisation] = [visit.field('reason'), visit.field('organisation')];
    const decision = visit.field('decision');
    const accept = decision === 'accept';
    const roles = rolesIn(visit, 'roles', request.kind);
    const errors = missingOf(visit, { decision, reason, organisation, roles });
    if (errors.any) return show(visit, request, { organisation, roles }, errors);
    const openId = visit.field('signInBy') === 'OPENID';
    const joined = { organisationId: organisation === NEW ? null : organisation, roles, openId };
    try {
      const input = { accountRequestId: id, accept, reason, ...(accept ? joined : {}) };
      const decided = (await visit.ask(DecideAccountRequest, { input })).decideAccountRequest;
      if (!accept)
        return await visit.goTo(HOME, { key: 'account-request.decide.refused', values: { reference: request.reference } });
      await this.showAccepted(visit, decided);
    } catch (error) {
      await show(visit, request, { organisation, roles }, FormErrors.of(error, 'reason', FIELDS));
    }
  }

  private async showAccepted(visit: Visit, decided: object): Promise<void> {
    const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
    const signIn = `${this.configuration.publicUrl}/sign-in`;
    await visit.show('oversight/account-accepted', { ...decided, provider, signIn });
  }
}

/** What is missing before the API is asked: to refuse, a reason is enough. */
function missingOf(
  { t }: Visit,
  { decision, reason, organisation, roles }: { decision: string; reason: string; organisation: string; roles: readonly Role[] },
): FormErrors {
  const errors = new FormErrors();
  if (decision === 'accept') {
    errors
      .require('organisation', organisation, t('account-request.decide.organisationMissing'))
      .require('roles', roles.join(), t('members.rolesMissing'));
  }
  errors.require('reason', reason, t('account-request.decide.reasonMissing'));
  return decision === 'accept' || decision === 'refuse'
    ? errors
    : errors.add('reason', t('account-request.decide.decisionMissing'));
}

async function show(
  visit: Visit,
  request: Request,
  chosen: { organisation: string; roles: readonly Role[] },
  errors: FormErrors,
): Promise<void> {
  const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
  const context = {
    request,
    organisation: chosen.organisation,
    roles: roleChoices(visit, request.kind, chosen.roles),
    signInBy: visit.field('signInBy') === 'OPENID' ? 'OPENID' : 'PASSWORD',
    reason: visit.field('reason'),
    provider,
    errors,
  };
  await visit.show('oversight/account-request', context, errors.any ? 400 : 200);
}
