import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { networkOf, UNKNOWN_NETWORK } from '../domain/network.ts';
import type { Network } from '../domain/network.ts';

/** Finds the network that a vote comes from. */
export type FindNetwork = (event: APIGatewayProxyEventV2) => Promise<Network>;

/**
 * Finds the network by the viewer's address. Votes with an unreadable address share one network: otherwise they would
 * have no limit. Only a defect can make an address unreadable.
 * @param unreadable called for each such request
 */
export function byViewerAddress(unreadable: (requestId: string) => Promise<void>): FindNetwork {
  return async (event) => {
    const network = viewerNetwork(event);
    if (network === undefined) await unreadable(event.requestContext.requestId);
    return network ?? UNKNOWN_NETWORK;
  };
}

/**
 * The visitor's network. CloudFront sets this header to the visitor's address and port and overwrites any value that
 * the visitor sent. Trust it only in requests that came through the distribution. IPv6 comes with or without brackets:
 * `203.0.113.7:443`, `2001:db8::7:443`, `[2001:db8::7]:443`.
 */
export function viewerNetwork({ headers }: APIGatewayProxyEventV2): Network | undefined {
  const [, address = ''] = /^\[?([^\]]+)\]?:\d+$/.exec(headers['cloudfront-viewer-address'] ?? '') ?? [];
  return networkOf(address);
}
