import { isIPv6 } from 'node:net';

interface Listening {
  host: string;
  port: number;
}

/** Where people and programs find what was started. */
export function addressesOf({ api, portal }: Record<'api' | 'portal', Listening>): { api: string; portal: string } {
  return { api: `${addressOf(api)}/graphql`, portal: addressOf(portal) };
}

function addressOf({ host, port }: Listening): string {
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
