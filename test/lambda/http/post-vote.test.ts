import type { VoterId } from '../../../lambda/domain/voter-id.ts';
import { TooManyVotes } from '../../../lambda/domain/errors.ts';
import { anonymousVoter } from '../../../lambda/http/identify-voter.ts';
import type { IdentifyVoter } from '../../../lambda/http/identify-voter.ts';
import { postVote } from '../../../lambda/http/post-vote.ts';
import { byViewerAddress } from '../../../lambda/http/viewer-network.ts';
import { DailySalt } from '../../../lambda/storage/vote/daily-salt.ts';
import { NetworkLimit } from '../../../lambda/storage/vote/network-limit.ts';
import { openDatabase } from '../../support/database.ts';
import type { Database } from '../../support/database.ts';
import { httpEvent } from '../../support/event.ts';
import { storeOn } from '../../support/store-on.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase('dynoxide');
});
afterAll(() => database.close());

const unreadable: string[] = [];
let articleId = '';
beforeEach(() => {
  unreadable.length = 0;
  articleId = expect.getState().currentTestName ?? '';
});

/** One new voter per network, article and day. */
function handlerFor(identify: IdentifyVoter) {
  const salt = new DailySalt(database.client, database.table);
  const networkLimit = new NetworkLimit(database.table, salt, { perArticle: 1, inTotal: 0 });
  const store = storeOn(database, { networkLimit });
  const findNetwork = byViewerAddress((requestId) => Promise.resolve(void unreadable.push(requestId)));
  return postVote({ store, identify, findNetwork });
}

const vote = (voter: number, address?: string, identify: IdentifyVoter = anonymousVoter) =>
  handlerFor(identify)(
    httpEvent({
      body: JSON.stringify({ articleId, rating: 4, voterId: `voter-of-number-${voter}` }),
      headers: { 'cloudfront-viewer-address': address },
    }),
  );

test('counts an anonymous voter by network', async () => {
  expect(await vote(1, '192.0.2.1:443')).toMatchObject({ statusCode: 200 });
  await expect(vote(2, '192.0.2.1:443')).rejects.toThrow(TooManyVotes);
  expect(await vote(3, '192.0.2.2:443')).toMatchObject({ statusCode: 200 });
  expect(unreadable).toEqual([]);
});

test('does not count a verified voter towards the limit of the network', async () => {
  const verified: IdentifyVoter = ({ voterId }) =>
    Promise.resolve({ id: `account:${String(voterId)}` as VoterId, verified: true });
  for (const account of [1, 2, 3]) {
    expect(await vote(account, '192.0.2.1:443', verified)).toMatchObject({ statusCode: 200 });
  }
  expect(await vote(4, '192.0.2.1:443')).toMatchObject({ statusCode: 200 });
  await expect(vote(5, '192.0.2.1:443')).rejects.toThrow(TooManyVotes);
});

test('counts all votes without a readable address as one network, and reports each', async () => {
  expect(await vote(1, 'nonsense')).toMatchObject({ statusCode: 200 });
  await expect(vote(2, undefined)).rejects.toThrow(TooManyVotes);
  await expect(vote(3, 'other nonsense')).rejects.toThrow(TooManyVotes);
  expect(unreadable).toEqual(['request-1', 'request-1', 'request-1']);
  expect(await vote(4, '192.0.2.1:443')).toMatchObject({ statusCode: 200 });
});
