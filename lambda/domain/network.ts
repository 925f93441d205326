declare const brand: unique symbol;

/** A visitor's network, the unit of the limits: an IPv4 address or an IPv6 /64. Never stored. */
export type Network = string & { readonly [brand]: 'Network' };

/** The network of all visitors with unknown addresses, so that they share one limit instead of having none. */
export const UNKNOWN_NETWORK = 'unknown' as Network;

/**
 * The network of an IP address in any usual notation; undefined if the text is not an IP address. One household or
 * server has a whole /64 of IPv6 addresses, so it counts as one network (RFC 6177). An IPv4-mapped IPv6 address counts
 * as the IPv4 address.
 */
export function networkOf(address: string): Network | undefined {
  const groups = address.includes(':') ? ipv6Groups(address) : undefined;
  if (groups === undefined) return /^\d{1,3}(\.\d{1,3}){3}$/.test(address) ? canonicalIPv4(address) : undefined;
  const [a, b, c, d, e, mapped, high = 0, low = 0] = groups;
  if (!a && !b && !c && !d && !e && mapped === 0xffff) {
    return [high >> 8, high & 255, low >> 8, low & 255].join('.') as Network;
  }
  return `${[a, b, c, d].map((group) => group?.toString(16)).join(':')}::/64` as Network;
}

function canonicalIPv4(address: string): Network | undefined {
  return URL.canParse(`http://${address}/`) ? (address as Network) : undefined;
}

/** The eight groups of the address, expanded from the compressed form that the URL parser returns. */
function ipv6Groups(address: string): number[] | undefined {
  const url = `http://[${address}]/`;
  if (!URL.canParse(url)) return undefined;
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = (text = '') => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [left, right] = [groups(head), groups(tail)];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
