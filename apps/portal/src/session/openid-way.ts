import { COOKIES } from '../page/cookies';
import { pathWithin } from '../page/paths';
import type { Visit } from '../page/visit';

/** A way to another service that this browser has begun: what for, the API's secret of it, and where the person goes afterwards. */
export interface OpenIdWay {
  purpose: 'SIGN_IN' | 'LINK';
  transaction: string;
  to: string;
}

/** Keeps in the browser that it has begun, and sends the person on: by a page, since no form may lead to another site. */
export async function sendOn(
  visit: Visit,
  purpose: OpenIdWay['purpose'],
  { url, transaction, expiresAt }: { url: string; transaction: string; expiresAt: string },
): Promise<void> {
  const way: OpenIdWay = { purpose, transaction, to: visit.field('to') };
  visit.setCookie(COOKIES.openId, Buffer.from(JSON.stringify(way)).toString('base64url'), new Date(expiresAt));
  await visit.show('session/openid-go', { url, host: new URL(url).host });
}

/** The way that this browser has begun; null where it has begun none. */
export function wayOf(visit: Visit): OpenIdWay | null {
  try {
    const way = JSON.parse(
      Buffer.from(visit.cookie(COOKIES.openId), 'base64url').toString('utf8'),
    ) as Partial<OpenIdWay> | null;
    const { purpose, transaction, to } = way ?? {};
    if ((purpose !== 'SIGN_IN' && purpose !== 'LINK') || typeof transaction !== 'string' || typeof to !== 'string') return null;
    return { purpose, transaction, to: to === '' ? '' : pathWithin(to) };
  } catch {
    return null;
  }
}
