import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, Configuration } from '#platform';
import { jsonPost, type JsonPost } from './json-post';
import type { Operation } from './operation';

/** What the API refused, in its own words for the person. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';

  constructor(
    message: string,
    readonly code: string,
    readonly fields: readonly { path: string; message: string }[] = [],
  ) {
    super(message);
  }

  /** Whether the key of a mutation that acts once was used already. */
  get isOfKey(): boolean {
    return this.fields.some(({ path }) => path === 'Idempotency-Key');
  }

  /** Whether the very same was done already under its key, and only what it was answered is not known any more. */
  get isOfDone(): boolean {
    return this.isOfKey && this.code === 'CONFLICT';
  }
}

interface Body<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; fields?: { path: string; message: string }[] } }[];
}

/** For whom the portal asks. */
export interface Asker {
  /** The person's session; null for a stranger. */
  token: string | null;
  /** The network address of the person's browser: the API counts strangers by it, and not by the portal's. */
  address: string;
}

/** A document that the API has taken. */
export interface UploadedDocument {
  id: string;
  fileName: string;
  /** Bytes. */
  size: number;
}

/** The portal's only door: GraphQL over HTTP, by the hashes of operations that the API knows; and files beside it. */
@Injectable()
export class ApiClient {
  private readonly url: string;
  private readonly postGraphql: JsonPost;

  constructor(@Inject(CONFIGURATION) configuration: Configuration) {
    this.url = configuration.portal.apiUrl;
    this.postGraphql = jsonPost(`${this.url}/graphql`);
  }

  /**
   * @throws ApiRefusal when the API refuses, or does not answer
   */
  async send<Answer, Variables>(
    asker: Asker,
    operation: Operation<Answer, Variables>,
    ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
  ): Promise<Answer> {
    return this.exchange(operation, variables, headersOf(asker));
  }

  /** The same for a mutation that acts once: sent again with its key, it gets the answer that it got. @throws ApiRefusal */
  async sendOnce<Answer, Variables>(
    asker: Asker,
    key: string,
    operation: Operation<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer> {
    return this.exchange(operation, variables, { ...headersOf(asker), 'idempotency-key': key });
  }

  /**
   * Hands a file to the API's store.
   *
   * @param key under which a file that is sent again is the same document; null when it is another each time
   * @throws ApiRefusal when it is too large or of a kind that is not taken
   */
  async upload(asker: Asker, name: string, bytes: Uint8Array<ArrayBuffer>, key: string | null): Promise<UploadedDocument> {
    const form = new FormData();
    form.append('file', new Blob([bytes]), name);
    const headers = { ...headersOf(asker), ...(key === null ? {} : { 'idempotency-key': key }) };
    const response = await this.fetch('/documents', { method: 'POST', headers, body: form });
    const body = (await response.json()) as UploadedDocument & Body<never>;
    if (!response.ok) throw refusalOf(body) ?? new ApiRefusal('The file was not taken.', 'BAD_USER_INPUT');
    return body;
  }

  /**
   * A file out of the API's store, as it comes.
   *
   * @param path below the API's address: `/documents/doc_…`
   * @param held what the person's browser has of it already, as `If-None-Match`: then the answer may be 304 and nothing
   * @throws ApiRefusal when it is not there for this person
   */
  async download(asker: Asker, path: string, held?: string): Promise<Response> {
    const headers = { ...headersOf(asker), ...(held === undefined ? {} : { 'if-none-match': held }) };
    const response = await this.fetch(path, { headers });
    if (response.ok || response.status === 304) return response;
    const body = (await response.json()) as Body<never>;
    throw refusalOf(body) ?? new ApiRefusal('The file is not there.', 'NOT_FOUND');
  }

  /** Whether the API can do its work. */
  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/health/ready`).catch(() => null);
    return response?.ok ?? false;
  }

  private async exchange<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const persisted = {
      operationName: operation.name,
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: operation.hash } },
    };
    const first = await this.post<Answer>(headers, persisted);
    const unknown = first.errors?.[0]?.extensions?.code === 'PERSISTED_QUERY_NOT_FOUND';
    const body = unknown
      ? await this.post<Answer>(headers, { operationName: operation.name, variables, query: operation.text })
      : first;
    const refusal = refusalOf(body);
    if (refusal !== null) throw refusal;
    return body.data as Answer;
  }

  private async post<Answer>(headers: Record<string, string>, body: object): Promise<Body<Answer>> {
    return (await this.postGraphql(headers, body).catch(isNotReached)) as Body<Answer>;
  }

  private fetch(path: string, options: RequestInit): Promise<Response> {
    return fetch(`${this.url}${path}`, options).catch(isNotReached);
  }
}

/** What the API refused, whether GraphQL says so or the answer to a file; null when nothing. */
function refusalOf({ errors }: Body<unknown>): ApiRefusal | null {
  const error = errors?.[0];
  if (error === undefined) return null;
  return new ApiRefusal(error.message, error.extensions?.code ?? 'UNKNOWN', error.extensions?.fields);
}

/** @throws ApiRefusal always */
function isNotReached(): never {
  throw new ApiRefusal('The service cannot be reached just now. Try again in a minute.', 'UNAVAILABLE');
}

function headersOf({ token, address }: Asker): Record<string, string> {
  const forwarded = { 'x-forwarded-for': address };
  return token === null ? forwarded : { ...forwarded, authorization: `Bearer ${token}` };
}
