import packageInfo from '@aws-sdk/client-dynamodb/package.json' with { type: 'json' };
import { createDefaultUserAgentProvider } from '@aws-sdk/core/client';

/** The header `User-Agent`: SDK, Node and operating system. */
export async function userAgent(): Promise<string> {
  const provider = createDefaultUserAgentProvider({ serviceId: 'DynamoDB', clientVersion: packageInfo.version });
  const parts = await provider();
  return parts.map((pair) => pair.join('/').replaceAll(/[^\w!$%&'*+.^`|~/#-]/g, '-')).join(' ');
}
