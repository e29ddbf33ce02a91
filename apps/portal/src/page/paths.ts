/** A path of the portal that somebody may be sent on to; the start page for whatever else was asked, above all for other sites. */
export function pathWithin(asked: string): string {
  if (!asked.startsWith('/') || asked.startsWith('//') || asked.includes('\\')) return '/';
  const url = new URL(asked, 'http://portal.invalid');
  return url.host === 'portal.invalid' ? `${url.pathname}${url.search}` : '/';
}
