import { anonymousVoter } from '../../../lambda/http/identify-voter.ts';
import { parseVoteRequest } from '../../../lambda/http/vote-request.ts';
import { httpEvent } from '../../support/event.ts';

const vote = { articleId: 'a', rating: 4, voterId: 'voter-of-a-request' };
const parse = (body: object) => parseVoteRequest(httpEvent({ body: JSON.stringify(body) }), anonymousVoter);

test('reads a vote of an unverified voter', async () => {
  expect(await parse({ ...vote, proof: 7 })).toEqual({ vote, verified: false, previous: undefined, proof: 7 });
});

test.each([1, 2, 3, 4, 5])('reads the previous rating %p as a hint', async (previous) => {
  expect(await parse({ ...vote, previous })).toMatchObject({ vote, previous });
});

test.each([null, 0, 6, 4.5, '4', true, [4], { rating: 4 }, ''])(
  'ignores a previous rating of %j, which is invalid',
  async (previous) => {
    expect(await parse({ ...vote, previous })).toMatchObject({ vote, previous: undefined });
  },
);
