import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { PASSWORD, type TestApi } from '../../api/test/harness';
import { createPortal } from '../src/create-portal';

/** What a form sends, by the names of its fields. */
export type Fields = Record<string, string | readonly string[]>;

/** What came of a form that was sent, or of an address. */
export interface Outcome {
  status: number;
  /** Where the person is sent on to; null where the page is shown again. */
  location: string | null;
  /** What the page says, without its marks. */
  text: string;
  /** The page as it came. */
  page: string;
}

/** The portal beside an API in this process, for people who send forms without a browser: from pages as old as they like, and as often. */
export class PlainPortal {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly url: string,
  ) {}

  static async beside({ app: api, configuration }: TestApi): Promise<PlainPortal> {
    const apiUrl = await api.getUrl();
    const portal = { ...configuration.portal, apiUrl };
    const app = await createPortal({ ...configuration, portal, publicApiUrl: apiUrl });
    await app.listen(0, '127.0.0.1');
    return new PlainPortal(app, await app.getUrl());
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  /** Somebody who is not signed in, in a browser that was never here. */
  stranger(): PlainVisitor {
    return new PlainVisitor(request.agent(this.url));
  }

  /** Somebody who is signed in. */
  async visitor(email: string, password = PASSWORD): Promise<PlainVisitor> {
    const visitor = this.stranger();
    await visitor.send('/sign-in', { ...(await visitor.form('/sign-in')), email, password });
    return visitor;
  }
}

/** One person at the portal. */
export class PlainVisitor {
  constructor(private readonly agent: ReturnType<typeof request.agent>) {}

  /** What a page says. */
  async read(path: string): Promise<string> {
    return textOf(await this.page(path));
  }

  /** A page as it comes. */
  async page(path: string): Promise<string> {
    return (await this.agent.get(path)).text;
  }

  /** A page as it came. */
  async markup(path: string): Promise<string> {
    return (await this.agent.get(path)).text;
  }

  async statusOf(path: string): Promise<number> {
    return (await this.agent.get(path)).status;
  }

  /** What the form of a page carries along unseen. @param action where the form is sent, if that is not its page */
  async form(path: string, action = path): Promise<Record<string, string>> {
    const page = await this.page(path);
    const form = page.split('<form ').find((part) => part.includes(`action="${action.split('?')[0]}"`));
    if (form === undefined) throw new Error(`${path} has no form that is sent to ${action}`);
    const inputs = form.split('</form>')[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
    return Object.fromEntries([...inputs].map(([, name, value]) => [name, unescaped(value)]));
  }

  async send(path: string, fields: Fields): Promise<Outcome> {
    return outcomeOf(await this.answer(path, fields));
  }

  /** What a form is answered, with its headers. */
  async answer(path: string, fields: Fields): Promise<request.Response> {
    const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    return this.agent.post(path).type('form').send(new URLSearchParams(pairs).toString());
  }

  /** Sends a form with a file, chosen as `file`. */
  async sendFile(path: string, fields: Fields, name: string, bytes: string): Promise<Outcome> {
    const form = this.agent.post(path);
    for (const [field, value] of Object.entries(fields))
      for (const one of [value].flat()) void form.field(field, one as string);
    return outcomeOf(await form.attach('file', Buffer.from(bytes), name));
  }

  /** Goes to an address. */
  async open(address: string): Promise<Outcome> {
    return outcomeOf(await this.agent.get(address));
  }
}

function outcomeOf({ status, headers, text }: request.Response): Outcome {
  const { location = null } = headers as Record<string, string | undefined>;
  return { status, location, text: textOf(text), page: text };
}

function textOf(page: string): string {
  return unescaped(page.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

function unescaped(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
