import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CONFIGURATION, Configuration } from '#platform';
import { roleChoices } from '../account/roles';
import { ApiRefusal } from '../api/api-client';
import {
  AccountRequestStanding,
  type OrganisationKind,
  RequestAccount,
  SuppliersToChoose,
  WithdrawAccountRequest,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import {
  chosenKind,
  chosenPage,
  type ChosenPage,
  FIELDS,
  inputOf,
  isChoosing,
  KINDS,
  missingOf,
  typedRequest,
} from './account-request-form';

/** Somebody from outside asks for an account, and sees by a secret address where that stands. */
@Controller('account-request')
@Public()
export class AccountRequestController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /** For which kind of organisation first, since what there is to do differs by it. */
  @Get()
  async form(@CurrentVisit() visit: Visit): Promise<void> {
    const kind = chosenKind(visit);
    if (kind !== undefined) return show(visit, kind, await chosenPage(visit, kind), new FormErrors());
    const errors = new FormErrors();
    if (visit.asked('next')) errors.add('kind', visit.t('account-request.kindMissing'));
    await visit.show('account-request/kind', { kinds: KINDS, errors }, errors.any ? 400 : 200);
  }

  @Post()
  async ask(@CurrentVisit() visit: Visit): Promise<void> {
    const kind = chosenKind(visit);
    if (kind === undefined) return visit.goTo('/account-request');
    const page = await chosenPage(visit, kind);
    if (isChoosing(visit, kind)) return show(visit, kind, page, new FormErrors());
    const typed = typedRequest(visit, kind);
    const errors = missingOf(visit, typed, page);
    if (errors.any) return show(visit, kind, page, errors);
    try {
      const { secret } = (await visit.ask(RequestAccount, { input: inputOf(typed, page) })).requestAccount;
      await visit.goTo(`/account-request/${secret}`, { key: 'account-request.sent' });
    } catch (error) {
      await show(visit, kind, page, refusalOf(error));
    }
  }

  @Get(':secret')
  async standing(@CurrentVisit() visit: Visit, @Param('secret') secret: string): Promise<void> {
    const { accountRequestStanding: standing } = await visit.ask(AccountRequestStanding, { secret });
    const path = standingPath(secret);
    const address = `${this.configuration.publicUrl}${path}`;
    await visit.show('account-request/standing', { standing, path, address }, standing === null ? 404 : 200);
  }

  @Post(':secret/withdraw')
  async withdraw(@CurrentVisit() visit: Visit, @Param('secret') secret: string): Promise<void> {
    try {
      const { reference } = (await visit.ask(WithdrawAccountRequest, { input: { secret } })).withdrawAccountRequest;
      await visit.goTo('/account-request', { key: 'account-request.withdrawn', values: { reference } });
    } catch (error) {
      // That it was decided meanwhile, or erased, is said where the request stands.
      if (!(error instanceof ApiRefusal) || !TOO_LATE.has(error.code)) throw error;
      await visit.goTo(standingPath(secret));
    }
  }
}

/** Why a request can no longer be withdrawn. */
const TOO_LATE: ReadonlySet<string> = new Set(['CONFLICT', 'NOT_FOUND']);

function standingPath(secret: string): string {
  return `/account-request/${encodeURIComponent(secret)}`;
}

/** What is wrong with what was sent; that too much was, at the button: what was typed can be sent later. */
function refusalOf(error: unknown): FormErrors {
  if (error instanceof ApiRefusal && error.code === 'RATE_LIMITED') return new FormErrors().add('send', error.message);
  return FormErrors.of(error, 'send', FIELDS);
}

async function show(visit: Visit, kind: OrganisationKind, page: ChosenPage | null, errors: FormErrors): Promise<void> {
  const values = typedRequest(visit, kind);
  const context = {
    values,
    page,
    search: visit.field('search'),
    found: page === null ? await foundPages(visit, kind) : null,
    roles: roleChoices(visit, kind, values.roles).filter(({ value }) => value !== 'OPERATOR'),
    errors,
  };
  await visit.show('account-request/form', context, errors.any ? 400 : 200);
}

/** Pages of the directory that a supplier looks for its own among; null where it has looked for none. */
async function foundPages(visit: Visit, kind: OrganisationKind) {
  const search = visit.field('search');
  if (kind !== 'SUPPLIER' || search === '') return null;
  const { edges, totalCount } = (await visit.ask(SuppliersToChoose, { search })).suppliers;
  return { pages: edges.map(({ node }) => node), totalCount };
}
