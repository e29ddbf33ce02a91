import { TestDirectory, OPERATOR } from './test-directory';
import { newcomer } from './claim-rows';

export const REQUEST = `mutation ($input: RequestPageInput!) { requestPage(input: $input) { supplier { id } pageRequest {
  id status version name identifiers { scheme id } country noIdentifierReason domainAgrees candidates { id isDenied } } } }`;
export const CHANGE =
  'mutation ($input: ChangePageRequestInput!) { changePageRequest(input: $input) { pageRequest { id status version name reason } } }';
export const WITHDRAW_REQUEST =
  'mutation ($input: WithdrawPageRequestInput!) { withdrawPageRequest(input: $input) { pageRequest { id status version } } }';
export const DECIDE_REQUEST = `mutation ($input: DecidePageRequestInput!) { decidePageRequest(input: $input) {
  pageRequest { id status version reason } supplier { id } } }`;

/** What answers a request for a page. */
export interface Requested {
  requestPage: {
    supplier: null;
    pageRequest: {
      id: string;
      status: string;
      version: number;
      identifiers: { scheme: string; id: string }[];
      domainAgrees: boolean;
      candidates: { id: string; isDenied: boolean }[];
    };
  };
}

/** What an invented sole trader says of itself. @param said in place of that */
export function soleTrader(name: string, said: object = {}): object {
  return {
    name,
    identifiers: [],
    noIdentifierReason: 'A sole trader, who is in no register (invented).',
    country: 'United Kingdom',
    sectors: ['environment'],
    technologies: ['sensor-or-actuator'],
    authority: 'I am the sole trader; see the imprint of the website (invented).',
    ...said,
  };
}

/** A real organisation without a page, and its request for one. */
export class Newcomer {
  private constructor(
    private readonly directory: TestDirectory,
    readonly editor: string,
    readonly organisationId: string,
  ) {}

  static async in(directory: TestDirectory, name: string, domain: string): Promise<Newcomer> {
    const { editor, organisationId } = await newcomer(directory.owner, name, domain, 'SELF_DECLARED');
    return new Newcomer(directory, editor, organisationId);
  }

  async ask(input: object): Promise<Requested['requestPage']['pageRequest']> {
    return (await this.directory.send<Requested>(this.editor, REQUEST, input)).requestPage.pageRequest;
  }

  /** Asks for a page and is given it. @returns the id of the page */
  async openPage(input: object): Promise<string> {
    const { id, version } = await this.ask(input);
    return accepted(this.directory, { id, version });
  }
}

/** Accepts a request as an operator. @returns the id of the page that is opened */
export async function accepted(directory: TestDirectory, { id, version }: { id: string; version: number }): Promise<string> {
  const { decidePageRequest } = await directory.send<{ decidePageRequest: { supplier: { id: string } } }>(
    OPERATOR,
    DECIDE_REQUEST,
    { pageRequestId: id, expectedVersion: version, decision: 'ACCEPT', reason: 'Looked up and called back (invented).' },
  );
  return decidePageRequest.supplier.id;
}

export const MY_REQUESTS = '{ myPageRequests { id status version name country authority reason supplier { id } } }';
export const PENDING_REQUESTS =
  '{ pendingPageRequests { id name claimant { name person { email } } candidates { id hasIdentifier hasName isDenied } } }';

/** What an operator decides on a request as it was read. */
export const decision = ({ id, version }: { id: string; version: number }, decided: string, reason = 'Looked at.'): object => ({
  pageRequestId: id,
  expectedVersion: version,
  decision: decided,
  reason,
});
