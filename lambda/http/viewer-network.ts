import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { networkOf } from '../domain/network.ts';
import type { Network } from '../domain/network.ts';

/**
 * Where the visitor comes from, by the header that CloudFront itself sets to address and port, overwriting what the visitor
 * sent. Only to be believed of a request that came through the distribution. IPv6 comes with or without brackets:
 * `203.0.113.7:443`, `2001:db8::7:443`, `[2001:db8::7]:443`.
 */
export function viewerNetwork({ headers }: APIGatewayProxyEventV2): Network | undefined {
  const [, address = ''] = /^\[?([^\]]+)\]?:\d+$/.exec(headers['cloudfront-viewer-address'] ?? '') ?? [];
  return networkOf(address);
}
