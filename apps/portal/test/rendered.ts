import type { FastifyReply } from 'fastify';
import { FormErrors } from '../src/form/form-errors';
import { Assets } from '../src/page/assets';
import { Messages } from '../src/page/messages';
import { Views } from '../src/page/views';
import type { Visit } from '../src/page/visit';

const messages = new Messages();
const views = new Views(new Assets(), messages);
const visit = { language: 'en', t: messages.in('en'), viewer: null, formToken: 'x', address: '/', pageAddress: '/' } as Visit;

/** What a page shows in its main part, as markup, rendered without a server for somebody who is not signed in. */
export async function rendered(view: string, context: object): Promise<string> {
  let page = '';
  const reply = {
    status: () => reply,
    header: () => reply,
    send: (text: string) => {
      page = text;
    },
  };
  await views.send(reply as unknown as FastifyReply, view, { visit, errors: new FormErrors(), ...context });
  return page.slice(page.indexOf('<main'), page.indexOf('</main>'));
}

/** The words of markup, as they are read. */
export function wordsOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
