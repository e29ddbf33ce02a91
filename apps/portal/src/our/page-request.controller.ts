import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import {
  ChangePageRequest,
  OurPageRequests,
  type OurPageRequestsQuery,
  PageCandidates,
  type PageCandidatesQuery,
  RequestPage,
  type RequestPageInput,
  WithdrawPageRequest,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { regionsToChoose } from '../form/regions';
import { fieldsOfRows } from '../form/identifier-rows';
import { standing } from '../form/standing';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import {
  compared,
  fieldsOfRequest,
  type PageRequest,
  type PageRequestForm,
  requestForm,
  requestInput,
  sentRequest,
  withAddress,
} from './page-request-form';

const FIELDS = {
  name: 'name',
  noIdentifierReason: 'noIdentifierReason',
  country: 'country',
  region: 'region',
  website: 'website',
  description: 'description',
  technologies: 'technology',
  sectors: 'sector',
  authority: 'authority',
};

type Candidates = PageCandidatesQuery['pageCandidates'];

/** What the page of a request shows of the form. */
interface Shown {
  values: PageRequestForm;
  errors: FormErrors;
  /** Pages that may be the organisation's already. */
  candidates: Candidates;
  /** Whether the person says that none of them is. */
  noneOurs: boolean;
  /** The version of the request that the form was made of; null where it is made of the one that stands. */
  version: number | null;
}

/** How a supplier that no register names asks for a page of its own. */
@Controller('our/page-request')
@For('SUPPLIER')
export class OurPageRequestController {
  @Get()
  async form(@CurrentVisit() visit: Visit): Promise<void> {
    const read = await visit.ask(OurPageRequests);
    const last = lastOf(read);
    const candidates = isOpen(last) ? last.candidates : [];
    await this.show(visit, read, {
      values: requestForm(last, visit.viewer?.organisation.name ?? ''),
      errors: new FormErrors(),
      candidates,
      noneOurs: candidates.every(({ isDenied }) => isDenied),
      version: null,
    });
  }

  @Post()
  async send(@CurrentVisit() visit: Visit): Promise<void> {
    const values = sentRequest(visit);
    const noneOurs = visit.field('noneOurs') === 'yes';
    const errors = new FormErrors();
    const input = requestInput(visit, values, noneOurs ? visit.fields('candidate') : [], errors);
    const version = Number(visit.field('version'));
    const shown = { values, noneOurs, version };
    if (errors.any) return this.showAgain(visit, { ...shown, errors, candidates: await candidatesOf(visit, input) });
    try {
      const pageRequestId = visit.field('request');
      if (pageRequestId === '') await visit.askOnce(RequestPage, { input }, visit.t('page-request.title'));
      else await visit.ask(ChangePageRequest, { input: { ...input, pageRequestId, expectedVersion: version } });
    } catch (error) {
      const candidates = await candidatesOf(visit, input);
      const otherwise = candidates.length > 0 ? 'noneOurs' : 'name';
      const refused = FormErrors.of(error, otherwise, { ...FIELDS, ...fieldsOfRows(values.rows) });
      return this.showAgain(visit, { ...shown, errors: refused, candidates });
    }
    await visit.goTo('/our/page-request', { key: 'page-request.sent' });
  }

  @Get(':id/withdraw')
  async withdrawal(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const request = await requestOf(visit, id);
    if (!isOpen(request) || !visit.has('EDITOR')) return visit.goTo('/our/page-request');
    await visit.show('our/page-request-withdraw', { request, errors: new FormErrors() });
  }

  @Post(':id/withdraw')
  async withdraw(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const request = await requestOf(visit, id);
    try {
      await visit.ask(WithdrawPageRequest, { input: { pageRequestId: id } });
    } catch (error) {
      return visit.show('our/page-request-withdraw', { request, errors: FormErrors.of(error, 'withdraw') }, 400);
    }
    await visit.goTo('/our/page-request', { key: 'page-request.withdraw.done' });
  }

  private async showAgain(visit: Visit, shown: Shown): Promise<void> {
    await this.show(visit, await visit.ask(OurPageRequests), shown);
  }

  private async show(visit: Visit, read: OurPageRequestsQuery, shown: Shown): Promise<void> {
    if (read.mySupplier !== null) return visit.goTo('/our/page');
    const { values, errors, candidates, noneOurs, version } = shown;
    const last = lastOf(read);
    const isOvertaken = version !== null && isOpen(last) && visit.field('request') === last.id && version !== last.version;
    const theirs = isOvertaken ? theirsOf(visit, read, values, last) : null;
    await visit.show(
      'our/page-request',
      {
        last,
        isOpen: isOpen(last),
        values,
        errors,
        theirs,
        candidates: candidates.map((candidate) => withAddress(candidate, values.rows)),
        noneOurs,
        regions: regionsToChoose(read.regions, values.region),
        sectors: read.sectors,
        technologies: read.technologies,
        mayEdit: visit.has('EDITOR'),
      },
      errors.any ? 400 : 200,
    );
  }
}

/** What somebody else has made of the request meanwhile, where it differs from what was typed. */
function theirsOf(
  visit: Visit,
  read: OurPageRequestsQuery,
  typed: PageRequestForm,
  last: PageRequest,
): ReturnType<typeof standing> {
  return standing(compared(typed), compared(requestForm(last, '')), fieldsOfRequest(visit, read), visit.t('form.nothing'));
}

function lastOf({ myPageRequests }: OurPageRequestsQuery): PageRequest | null {
  return myPageRequests.at(0) ?? null;
}

function isOpen(request: PageRequest | null): request is PageRequest {
  return request?.status === 'PENDING' || request?.status === 'CHANGES_REQUESTED';
}

/** Pages that may be the organisation's already; none where what was typed cannot be looked for. */
async function candidatesOf(visit: Visit, { name, identifiers }: RequestPageInput): Promise<Candidates> {
  try {
    return (await visit.ask(PageCandidates, { input: { name, identifiers } })).pageCandidates;
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'BAD_USER_INPUT') return [];
    throw error;
  }
}

/** @throws NotFoundException when the organisation has made no such request */
async function requestOf(visit: Visit, id: string): Promise<PageRequest> {
  const { myPageRequests } = await visit.ask(OurPageRequests);
  const request = myPageRequests.find((each) => each.id === id);
  if (request === undefined) throw new NotFoundException();
  return request;
}
