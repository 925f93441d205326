import { localSecrets } from '../../local/data-folder/local-secrets.ts';
import { createCdn } from '../../local/cdn/cdn.ts';
import type { Gateway } from '../../local/gateway/gateway.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { distributionOf } from '../../local/template/distribution.ts';
import { synthesizedAssembly } from '../../test/support/synthesized-assembly.ts';
import { seeded } from '../../test/support/chance.ts';
import { inFlight } from '../../test/support/in-flight.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import type { Row } from '../results/row.ts';
import { timed } from '../results/statistics.ts';

const ARTICLES = 200;
const LANES = 64;

/**
 * Counts how many page views reach a function. The views are of 200 articles, some far more popular than others,
 * through the edge with the template's own lifetime of 5 seconds. The first run is in this process, where only cache
 * misses go over HTTP. The second, shorter one sends all views over HTTP.
 */
export async function measureEdge(views = 1_000_000, viewsOverHttp = 20_000): Promise<Row[]> {
  // A high limit: the first views of all articles come at once here and would exceed the usual one.
  const { folder } = await synthesizedAssembly({ readRate: 10_000, readBurst: 5_000 });
  using data = temporaryFolder();
  await using system = await startLocalSystem({ assembly: folder, dataDir: data.path });
  const assembly = { ...readAssembly(folder), secretOf: localSecrets(data.path) };
  let calls = 0;
  const gateway: Gateway = async ({ target, headers }) => {
    calls++;
    const sent = headers.filter(([name]) => !['host', 'via'].includes(name));
    const response = await fetch(system.apiUrl + target, { headers: sent.map(([name, value]) => [name, value]) });
    if (!response.ok) throw new Error(`The API answered ${response.status}.`);
    return { status: 200, headers: [...response.headers], body: Buffer.from(await response.arrayBuffer()) };
  };
  const edge = createCdn(distributionOf(assembly), { gateway, contents: [] });
  const random = seeded(4);
  const target = () => `/v1/ratings?articleId=article-${popular(random())}`;

  const view = async () => {
    const { status } = await edge(
      { method: 'GET', target: target(), headers: [], body: Buffer.of(), sourceIp: '127.0.0.1' },
      '',
    );
    if (status !== 200) throw new Error(`A page view was answered ${status}.`);
  };
  const inProcess = await timed(() => lanes(views, view));

  // Each function call has a unique request ID, and the cache stores it with the answer.
  const ids = new Set<string | null>();
  const overHttp = await timed(() =>
    lanes(viewsOverHttp, async () => {
      const response = await fetch(system.url + target());
      if (response.status !== 200) throw new Error(`A page view was answered ${response.status}.`);
      ids.add(response.headers.get('apigw-requestid'));
      await response.arrayBuffer();
    }),
  );
  return [
    {
      what: `views per call, ${views} in ${seconds(inProcess)} s, one process`,
      value: views / calls,
      unit: 'views',
      goal: { atLeast: 50 },
    },
    {
      what: `calls for ${viewsOverHttp} page views in ${seconds(overHttp)} s, over HTTP`,
      value: ids.size,
      unit: 'calls',
      floor: { what: 'one per article and TTL', value: allowed(overHttp) },
      ratio: ids.size / allowed(overHttp),
      goal: { atMost: 1 },
    },
  ];
}

/** Function calls that a lifetime of 5 seconds allows. Their share of the views depends on the rate of the views. */
function allowed(milliseconds: number): number {
  return ARTICLES * (Math.ceil(milliseconds / 5000) + 1);
}

/** Index of an article; low ones are far more frequent. */
function popular(chance: number): number {
  return Math.floor(ARTICLES ** chance) - 1;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

async function lanes(count: number, task: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await task();
  };
  await inFlight(
    LANES,
    Array.from({ length: LANES }, () => lane),
  );
}
