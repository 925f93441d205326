import { createEdge } from '../local/edge/edge.ts';
import type { Gateway } from '../local/gateway/gateway.ts';
import { startLocalSystem } from '../local/local-system.ts';
import { localSecrets } from '../local/secrets.ts';
import { readAssembly } from '../local/template/assembly.ts';
import { distributionOf } from '../local/template/distribution.ts';
import { synthesizedAssembly } from '../test/support/assembly.ts';
import { seeded } from '../test/support/chance.ts';
import { inFlight } from '../test/support/in-flight.ts';
import { temporaryFolder } from '../test/support/temporary-folder.ts';
import type { Row } from './row.ts';
import { timed } from './statistics.ts';

const ARTICLES = 200;
const LANES = 64;

/**
 * Page views of 200 articles, some read far more than others, through the edge with the template's own lifetime of 5 seconds. How
 * many of them reach a function: first all in this process, where only what the cache lacks goes over HTTP, then some as visitors
 * send them.
 */
export async function measureEdge(views = 1_000_000, viewsOverHttp = 20_000): Promise<Row[]> {
  // Without the throttle, which the first view of each article would meet here all at once.
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
  const edge = createEdge(distributionOf(assembly), { gateway, contents: [] });
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

  // Each call of a function has an ID of its own, which stays with its answer.
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
      what: `page views a function call, ${views} in ${seconds(inProcess)} s, in one process`,
      value: views / calls,
      unit: 'views',
      goal: { atLeast: 50 },
    },
    {
      what: `function calls for ${viewsOverHttp} page views in ${seconds(overHttp)} s, over HTTP`,
      value: ids.size,
      unit: 'calls',
      floor: { what: 'an article and lifetime', value: allowed(overHttp) },
      ratio: ids.size / allowed(overHttp),
      goal: { atMost: 1 },
    },
  ];
}

/** Calls that a lifetime of 5 seconds allows: what share of the views they are depends on how fast those come. */
function allowed(milliseconds: number): number {
  return ARTICLES * (Math.ceil(milliseconds / 5000) + 1);
}

/** The number of an article, the first ones far more often than the last. */
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
