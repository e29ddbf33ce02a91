import { isIPv6 } from 'node:net';

/** Groups of an IPv6 address that name the network: whoever has one address there has all of the last 64 bits. */
const OF_NETWORK = 4;

/**
 * What requests are counted by: an IPv4 address, also where it is written as an IPv6 one, and of an IPv6 address its /64 network, since a
 * caller can take another address of it for every request.
 *
 * @returns `192.0.2.1`, or `2001:db8:0:0::/64`; what is no address as it came
 */
export function networkOf(address: string): string {
  const [bare] = address.split('%');
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') return mapped(groups.slice(6));
  return `${groups.slice(0, OF_NETWORK).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, each in its shortest form. */
function groupsOf(address: string): string[] {
  // As URLs write it: in lower case, and an IPv4 address within it in groups too.
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  return [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
}

/** An IPv4 address from its two groups. */
function mapped(groups: readonly string[]): string {
  return groups
    .map((group) => parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}
