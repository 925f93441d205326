import type { Gateway } from '../../../local/gateway/gateway.ts';
import { edgeOfTemplate } from './edge-of-template.ts';

const answer = {
  status: 200,
  headers: [
    ['content-type', 'application/json'],
    ['cache-control', 'public, max-age=5, stale-while-revalidate=30'],
  ],
  body: Buffer.from('{"ratings":[]}'),
} as const;

/** The spellings that reach the API, without the first. */
async function missesOf(targets: readonly string[]): Promise<string[]> {
  const asked: string[] = [];
  const origin: Gateway = ({ target }) => {
    asked.push(target);
    return Promise.resolve(answer);
  };
  const { send } = await edgeOfTemplate(origin);
  const misses: string[] = [];
  for (const target of targets) {
    const before = asked.length;
    await send(target);
    if (asked.length > before) misses.push(target);
  }
  return misses.slice(1);
}

/** Every way to escape the characters of a text. */
function escapes(text: string): string[] {
  const [first, ...rest] = text;
  if (first === undefined) return [''];
  const upper =
    encodeURIComponent(first) === first ? `%${first.charCodeAt(0).toString(16)}` : encodeURIComponent(first);
  const ways = first === 'é' ? [upper, upper.toLowerCase()] : [first, upper.toUpperCase(), upper.toLowerCase()];
  return escapes(rest.join('')).flatMap((tail) => [...new Set(ways)].map((way) => way + tail));
}

const read = (...pairs: string[]) => `/v1/ratings?${pairs.join('&')}`;

test('only the first spelling of an article in NFC gets past the cache', async () => {
  const spellings = [
    ...escapes('jos/é').map((id) => read(`articleId=${id}`)),
    ...escapes('articleId')
      .filter((_, index) => index % 100 === 0)
      .map((name) => read(`${name}=jos/%C3%A9`)),
    ...Array.from({ length: 49 }, (_, more) => read(...Array<string>(more + 2).fill('articleId=jos/%C3%A9'))),
    read('', 'articleId=jos/%C3%A9', ''),
    read('articleId=jos/%C3%A9', 'utm_source=x', 'articleid=y', 'articleId[]=z', '=', 'ratings'),
  ];
  expect(new Set(spellings).size).toBeGreaterThan(146);
  expect(await missesOf(spellings)).toEqual([]);
  expect(await missesOf([read('articleId=a+b'), read('articleId=a%20b')])).toEqual([]);
  const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba', 'aabbcc'];
  expect(await missesOf(orders.map((ids) => read(...Array.from(ids, (id) => `articleId=${id}`))))).toEqual([]);
});

test('spellings that are invalid for any article or path never reach the API', async () => {
  const refused = ['articleId[]=a', 'articleId=', 'articleId=a#b', 'articleId=%ff', 'articleId=%00', 'x=a'].map(
    (query) => read(query),
  );
  const paths = ['/v1/r%61tings', '//v1/ratings', '/v1/x/../ratings'].map((path) => `${path}?articleId=a`);
  expect(await missesOf([read('articleId=a'), ...refused, ...paths])).toEqual([]);
});

// CloudFront's runtime has no normalize(): a letter with one accent has two spellings, and each is a cache key.
test.each([
  ['jo', 0],
  ['é', 1],
  ['éé', 3],
  ['ééé', 7],
])('of %s, %d spellings that mix NFC and NFD get past the cache once each', async (text, misses) => {
  const mixed = [...text].reduce<string[]>(
    (heads, letter) =>
      heads.flatMap((head) => [...new Set([letter, letter.normalize('NFD')])].map((one) => head + one)),
    [''],
  );
  const targets = [text, ...mixed].map((id) => read(`articleId=${encodeURIComponent(id)}`));
  expect(await missesOf([...targets, ...targets])).toHaveLength(misses);
});

test('GET, HEAD and each accepted encoding have separate cache keys: eight at most', async () => {
  let asked = 0;
  const { send } = await edgeOfTemplate(() => Promise.resolve({ ...answer, status: ++asked ? 200 : 500 }));
  for (const method of ['GET', 'HEAD']) {
    for (const encoding of ['', 'gzip', 'br', 'br, gzip', 'gzip, br', 'gzip;q=0.5, br, zstd', 'deflate', 'GZIP']) {
      await send(read('articleId=a'), { 'accept-encoding': encoding }, method);
    }
  }
  expect(asked).toBe(8);
});
