import {
  ArgumentsHost,
  BadRequestException,
  Catch,
  ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isOfMalformedForm, isOfSecondFile, leftAsBegun } from '#platform';
import { ApiRefusal } from '../api/api-client';
import { ErasedRecords, type ErasedRecordsQuery } from '../api/operations';
import { NotYourPage, SignInFirst } from './door';
import { ENGLISH } from './messages';
import type { Visit, VisitedRequest } from './visit';
import { Visits } from './visits';

/** A page for what went wrong: what happened, and what to do. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Portal');

  constructor(private readonly visits: Visits) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<VisitedRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (leftAsBegun(reply)) return;
    const visit = request.visit ?? (await this.visitWithoutDoor(error, request, reply));
    if (error instanceof SignInFirst || (error instanceof ApiRefusal && error.code === 'UNAUTHENTICATED')) {
      const wanted = request.method === 'GET' ? `?to=${encodeURIComponent(visit.address)}` : '';
      return visit.goTo(`/sign-in${wanted}`, { key: 'problem.signInFirst' });
    }
    const { view, status, message } = this.described(error, visit);
    const erased = status === 404 ? await erasedAt(visit) : null;
    if (erased !== null) return visit.show('records/erased', { erased }, 410);
    const messageLanguage = error instanceof ApiRefusal ? ENGLISH : undefined;
    return visit.show(view, { message, messageLanguage, ...left(error, visit) }, status);
  }

  /** The visit of who asks for an address that there is not, which no door stands before; of nobody in particular where that cannot be told. */
  private async visitWithoutDoor(error: unknown, request: VisitedRequest, reply: FastifyReply): Promise<Visit> {
    if (!(error instanceof NotFoundException)) return this.visits.ofStranger(request, reply);
    return this.visits.of(request, reply).catch(() => this.visits.ofStranger(request, reply));
  }

  private described(error: unknown, { t }: Visit): { view: string; status: number; message: string } {
    if (error instanceof NotYourPage) return { view: 'problem', status: 403, message: t('problem.notYours') };
    if (error instanceof ApiRefusal) {
      const status = statusOf(error.code);
      return { view: status === 404 ? 'not-found' : 'problem', status, message: error.message };
    }
    if (isOfSecondFile(error)) return { view: 'problem', status: 400, message: t('problem.secondFile') };
    if (error instanceof HttpException) {
      const status = error.getStatus();
      if (status === 404) return { view: 'not-found', status, message: '' };
      const refused = status === 413 ? t('problem.tooLarge') : t('problem.refused');
      return { view: 'problem', status, message: error instanceof BadRequestException ? error.message : refused };
    }
    if (isOfMalformedForm(error)) return { view: 'problem', status: 400, message: t('problem.malformed') };
    this.logger.error(error);
    return { view: 'problem', status: 500, message: t('problem.ours') };
  }
}

/** What is told of records that were erased, where their address was asked for; null at any other, and to whoever had no part in them. */
async function erasedAt(visit: Visit): Promise<ErasedRecordsQuery['erasedRecords']> {
  const id = /^\/(?:procurements|invitations)\/((?:prc|inv)_[\da-f-]{36})(?:[/?]|$)/.exec(visit.address)?.[1];
  if (id === undefined || visit.viewer === null) return null;
  return visit.ask(ErasedRecords, { id }).then(
    ({ erasedRecords }) => erasedRecords,
    () => null,
  );
}

/** What is left of a form that came too late: what was written in it, and the page as it is now. */
function left(error: unknown, visit: Visit): { written?: string[]; back?: string } {
  const isTooLate = error instanceof ApiRefusal && error.code === 'ILLEGAL_TRANSITION';
  return isTooLate ? { written: visit.written, back: visit.pageAddress } : {};
}

/** HTTP statuses of the API's refusals; 400 for any other. */
const STATUSES: Record<string, number | undefined> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  ILLEGAL_TRANSITION: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** The status of a page that tells what the API answered with this code. */
export function statusOf(code: string): number {
  return STATUSES[code] ?? 400;
}
