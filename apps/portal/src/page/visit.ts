import { createHash, randomUUID } from 'node:crypto';
import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiClient, ApiRefusal, type Asker, type UploadedDocument } from '../api/api-client';
import { hasRole } from '#platform';
import type { Operation } from '../api/operation';
import type { Role, ViewerQuery } from '../api/operations';
import { COOKIES, neededCookie } from './cookies';
import { takeNotice, leaveNotice, type Notice } from './notice';
import type { Language, Translate } from './messages';
import type { Views } from './views';

/** Who is signed in. */
export type Viewer = ViewerQuery['viewer'];

/** Who asks, and in which language. */
export interface Person {
  viewer: Viewer | null;
  language: Language;
  t: Translate;
  /** Makes the token for the forms of a page: what comes back must carry it. It may set a cookie, and so is for pages alone. */
  issueFormToken: () => string;
  /** The person's session at the API; null for a stranger. */
  token: string | null;
}

/** A request that the door has made a visit of. */
export type VisitedRequest = FastifyRequest & { visit?: Visit };

/** What the API says of a file, and the portal says again. */
const PASSED_ON = [
  'content-type',
  'content-length',
  'content-disposition',
  'cache-control',
  'etag',
  'access-control-allow-origin',
];

/** Names of what a form carries along, or keeps secret: nobody wrote it to be read again. */
const CARRIED = /^(?:formToken|once|version|(?:shown|seen)\.|.*password)/i;

/** One request of one person: what they asked, who they are, and how to answer. Pages see nothing else. */
export class Visit {
  private issuedToken: string | undefined;
  private shownKey: string | undefined;
  private isKeySpent = false;

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly api: ApiClient,
    private readonly views: Views,
    private readonly person: Person,
  ) {}

  get viewer(): Viewer | null {
    return this.person.viewer;
  }

  /** Whether the person has a role in their organisation, by itself or within another. The API decides again. */
  has(role: Role): boolean {
    return this.viewer !== null && hasRole(this.viewer, role);
  }

  get language(): Language {
    return this.person.language;
  }

  get t(): Translate {
    return this.person.t;
  }

  /** For the forms of the page that is shown. */
  get formToken(): string {
    return (this.issuedToken ??= this.person.issueFormToken());
  }

  /** The path and query that was asked for. */
  get address(): string {
    return this.request.url;
  }

  /** An address of the page that is shown, for one who comes back to it: of a form that has none of its own, the page above it. */
  get pageAddress(): string {
    const { method, url, routeOptions, server } = this.request;
    if (method === 'GET') return url;
    const [path, pattern] = [url.split('?')[0].split('/'), (routeOptions.url ?? '').split('/')];
    while (path.length > 1 && !server.hasRoute({ method: 'GET', url: pattern.join('/') })) {
      path.pop();
      pattern.pop();
    }
    return path.join('/') || '/';
  }

  /** What a form sent, or the query of a GET, as text: the first of each name. */
  field(name: string): string {
    return this.fields(name)[0] ?? '';
  }

  /** What a form sent that reads as words and not as a choice: where it was not taken, the person gets it back. */
  get written(): string[] {
    if (this.request.method === 'GET') return [];
    const names = Object.keys(this.sent).filter((name) => !CARRIED.test(name));
    const texts = names.flatMap((name) => this.fields(name)).filter((text) => /\s/.test(text));
    return [...new Set(texts)];
  }

  /** What was sent under names that begin alike, by the rest of each name; empty ones left out. */
  group(beginning: string): Map<string, string> {
    const names = Object.keys(this.sent).filter((name) => name.startsWith(beginning) && this.field(name) !== '');
    return new Map(names.map((name) => [name.slice(beginning.length), this.field(name)]));
  }

  /** Whether anything was sent under a name, be it empty. */
  asked(name: string): boolean {
    return this.values(name).length > 0;
  }

  /** Every value that was sent under a name, none of them empty. */
  fields(name: string): string[] {
    return this.values(name)
      .map((value) => value.trim())
      .filter((value) => value !== '');
  }

  /** The first value of a name just as it was typed. */
  raw(name: string): string {
    return this.values(name)[0] ?? '';
  }

  /** The file that a form sent under a name; null when none was chosen. */
  async file(name: string): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | null> {
    const part = (this.request.body as Record<string, unknown> | undefined)?.[name] as
      { filename?: string; toBuffer?: () => Promise<Buffer> } | undefined;
    if (part?.toBuffer === undefined || !part.filename) return null;
    return { name: part.filename, bytes: new Uint8Array(await part.toBuffer()) };
  }

  /** Asks the API as this person. @throws ApiRefusal */
  ask<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    ...variables: Variables extends Record<string, never> ? [] : [Variables]
  ): Promise<Answer> {
    return this.api.send(this.asker, operation, ...variables);
  }

  /**
   * Asks the API for something that is done once, however often the form is sent: a repeat gets the first answer. The form carries `once`.
   *
   * @param where the title of the page on which what was made is found
   * @throws ApiRefusal also when the form was sent before and made something else: the form that is shown then makes another
   */
  async askOnce<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
    where: string,
  ): Promise<Answer> {
    try {
      return await this.api.sendOnce(this.asker, this.sentKey ?? this.newKey(), operation, variables);
    } catch (error) {
      throw this.saidOfKey(error, where);
    }
  }

  /**
   * The same where one can go on without the answer: that the very same was done before is enough.
   *
   * @returns null where it was, and what it was answered was lost
   */
  async doOnce<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
    where: string,
  ): Promise<Answer | null> {
    try {
      return await this.api.sendOnce(this.asker, this.sentKey ?? this.newKey(), operation, variables);
    } catch (error) {
      if (isOfDone(error)) return null;
      throw this.saidOfKey(error, where);
    }
  }

  /**
   * Asks the API to do what a form says, once however often it is sent so: the repeat of what was done is as good as the first. What is typed
   * anew is another thing to do, which the API takes or refuses by the versions that it names. The form carries `once`.
   *
   * @throws ApiRefusal
   */
  async doAsTyped<Answer, Variables>(operation: Operation<Answer, Variables>, variables: Variables): Promise<void> {
    const key = this.keyOf(operation.name, JSON.stringify(variables)) ?? this.newKey();
    try {
      await this.api.sendOnce(this.asker, key, operation, variables);
    } catch (error) {
      if (!isOfDone(error)) throw error;
    }
  }

  /** The key for a form that must not act twice: the one that was sent with it, or a new one when that is spent. */
  get once(): string {
    return (this.shownKey ??= (this.isKeySpent ? null : this.sentKey) ?? this.newKey());
  }

  /** A key for one of many forms on a page that must not act twice. */
  newKey(): string {
    return randomUUID();
  }

  /** Hands a file to the API. What a form that carries `once` sends again is the document that it was. @throws ApiRefusal */
  upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<UploadedDocument> {
    return this.api.upload(this.asker, name, bytes, this.keyOf(name, bytes));
  }

  /** Answers with a page. */
  async show(view: string, context: object = {}, status = 200): Promise<void> {
    const notice = takeNotice(this.request, this.reply);
    // Assigned and not spread, for V8's sake: `libs/platform/src/http/hidden-classes.ts`.
    await this.views.send(this.reply, view, Object.assign({}, context, { visit: this, notice }), status);
  }

  /** Sends the person on, after a form, with word of what was done. */
  async goTo(path: string, notice?: Notice): Promise<void> {
    if (notice !== undefined) leaveNotice(this.reply, notice);
    await this.reply.redirect(path, 303);
  }

  /** Answers a script of ours. */
  async answer(value: object, status = 200): Promise<void> {
    await this.reply.status(status).header('cache-control', 'private, no-store').send(value);
  }

  /** Answers with something that is no page. */
  async sendFile(contentType: string, fileName: string, bytes: string | Uint8Array): Promise<void> {
    await this.reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .header('cache-control', 'private, no-store')
      .send(bytes);
  }

  /** Answers with a file of the API's, which says how long it may be kept. @param path below the API's address @throws ApiRefusal */
  async passOn(path: string): Promise<void> {
    const file = await this.api.download(this.asker, path, this.request.headers['if-none-match']);
    void this.reply.header('cache-control', 'private, no-store');
    for (const name of PASSED_ON) {
      const value = file.headers.get(name);
      if (value !== null) void this.reply.header(name, value);
    }
    await this.reply.status(file.status).send(file.body ?? undefined);
  }

  private get asker(): Asker {
    return { token: this.person.token, address: this.request.ip };
  }

  /** The key that the form was sent with; null when there is none, or what cannot be one. */
  private get sentKey(): string | null {
    const key = this.field('once');
    return /^[\w-]{8,200}$/.test(key) ? key : null;
  }

  /** The key of one thing that a form says, such as a file: the form may come again with another one, which is another document. */
  private keyOf(name: string, said: Uint8Array | string): string | null {
    if (this.sentKey === null) return null;
    return createHash('sha256')
      .update(JSON.stringify([this.sentKey, name]))
      .update(said)
      .digest('hex');
  }

  /** What is said of a form that was sent before, whose key is then spent; any other error as it is. */
  private saidOfKey(error: unknown, where: string): unknown {
    if (!(error instanceof ApiRefusal && error.isOfKey)) return error;
    this.isKeySpent = true;
    return new ApiRefusal(this.t('form.sentBefore', { where }), 'CONFLICT');
  }

  private get sent(): Record<string, unknown> {
    return ((this.request.method === 'GET' ? this.request.query : this.request.body) ?? {}) as Record<string, unknown>;
  }

  private values(name: string): string[] {
    const sent = (this.request.method === 'GET' ? this.request.query : this.request.body) as
      Record<string, unknown> | undefined;
    const value = sent?.[name];
    // A form with a file gives each field as an object with its value.
    return (Array.isArray(value) ? value : [value])
      .map((one: unknown) => (typeof one === 'object' && one !== null && 'value' in one ? one.value : one))
      .filter((one): one is string => typeof one === 'string');
  }

  /** What the browser holds in a cookie; empty where it holds none. */
  cookie(name: string): string {
    return this.request.cookies[name] ?? '';
  }

  /** The person is signed out: the page that is shown is a stranger's. */
  leave(): void {
    this.dropCookie(COOKIES.session);
    this.person.viewer = null;
    this.person.token = null;
  }

  setCookie(name: string, value: string, expires?: Date): void {
    void this.reply.setCookie(name, value, neededCookie(expires));
  }

  dropCookie(name: string): void {
    void this.reply.clearCookie(name, neededCookie());
  }
}

/** Whether the API says that the very same was done before. */
function isOfDone(error: unknown): boolean {
  return error instanceof ApiRefusal && error.isOfDone;
}

/** The visit that the door made of a request. */
export const CurrentVisit = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const { visit } = context.switchToHttp().getRequest<VisitedRequest>();
  if (visit === undefined) throw new Error('the request did not pass the door');
  return visit;
});
