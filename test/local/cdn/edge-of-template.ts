import { EdgeCache } from '../../../local/cdn/edge-cache.ts';
import { createCdn } from '../../../local/cdn/cdn.ts';
import type { Gateway } from '../../../local/gateway/gateway.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import { distributionOf } from '../../../local/template/distribution.ts';
import { synthesizedAssembly, type GivenSettings } from '../../support/synthesized-assembly.ts';

/** The template's edge location in front of the test's own origin, with a clock that the test sets. */
export async function edgeOfTemplate(origin: Gateway, settings: GivenSettings = {}) {
  const { folder } = await synthesizedAssembly(settings);
  const assembly = { ...readAssembly(folder), secretOf: () => 'secret' };
  let milliseconds = 0;
  const cache = new EdgeCache({ now: () => milliseconds });
  const edge = createCdn(distributionOf(assembly), { gateway: origin, contents: [] }, cache);
  return {
    at: (seconds: number) => (milliseconds = seconds * 1000),
    send: (target: string, headers: Record<string, string> = {}, method = 'GET') =>
      edge({ method, target, headers: Object.entries(headers), body: Buffer.of(), sourceIp: '127.0.0.1' }, ''),
  };
}
