import { awaitRead, readNow, type Reader } from '../../../widget/api/read-queue.ts';
import type { Summary } from '../../../widget/types.ts';

/** Requests that the widget has sent, each with its answer. */
interface Sent {
  readonly ids: string[];
  readonly signal: AbortSignal;
  answer(count: number): void;
}

const network = globalThis.fetch;
let sent: Sent[] = [];

beforeEach(() => {
  sent = [];
  globalThis.fetch = (url, init) =>
    new Promise((resolve) => {
      const ids = new URL(url as string).searchParams.getAll('articleId');
      const ratings = (count: number) =>
        ids.map((articleId): Summary => ({ articleId, average: 3, count, distribution: [0, 0, count, 0, 0] }));
      const answer = (count: number) => resolve(Response.json({ ratings: ratings(count) }));
      sent.push({ ids, signal: init!.signal!, answer });
    });
});
afterAll(() => (globalThis.fetch = network));

/** A reader, and the counts that it receives. */
function reader(id: string): [Reader, number[]] {
  const seen: number[] = [];
  return [
    { api: 'https://ratings.example', id, receive_: ({ count }) => seen.push(count), miss_: () => undefined },
    seen,
  ];
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('a new read takes the place of one under way, whose answer is older', async () => {
  const [one, seen] = reader('a');
  for (let time = 0; time < 2; time++) {
    awaitRead(one);
    readNow(one);
    await turn();
  }
  expect(sent.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  sent[1]!.answer(2);
  await turn();
  sent[0]!.answer(1);
  await turn();
  expect(seen).toEqual([2]);
});

test('an urgent read shares its request with all waiting readers that fit into it', async () => {
  const readers = Array.from({ length: 45 }, (_, index) => reader(`site.example/${'x'.repeat(85)}${index}`)[0]);
  for (const one of readers) awaitRead(one);
  for (const one of readers.slice(0, 30)) readNow(one);
  await turn();
  expect(sent.map(({ ids }) => ids.length)).toEqual([45]);
  sent[0]!.answer(1);
});
