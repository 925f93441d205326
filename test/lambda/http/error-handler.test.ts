import type { RatingError } from '../../../lambda/domain/rating-error.ts';
import {
  BodyTooLarge,
  Busy,
  InvalidRating,
  InvalidVoterToken,
  MethodNotAllowed,
  NotFound,
  ProofRequired,
  Unconfirmed,
} from '../../../lambda/domain/errors.ts';
import { answerErrors } from '../../../lambda/http/error-handler.ts';
import type { Response } from '../../../lambda/http/response.ts';
import { httpEvent } from '../../support/event.ts';

const reports: unknown[][] = [];

function answerTo(error: unknown): Promise<Response> {
  reports.length = 0;
  const failing = answerErrors(
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- libraries may throw other values
    () => Promise.reject(error),
    { failed: (...report) => void reports.push(report) },
  );
  return failing(httpEvent());
}

test('answers an expected error with problem details and logs nothing', async () => {
  const { statusCode, headers, body } = await answerTo(new InvalidRating());
  expect(statusCode).toBe(400);
  expect(headers).toEqual({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  expect(JSON.parse(body ?? '')).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'rating must be 1, 2, 3, 4 or 5, or null to withdraw the vote.',
    code: 'invalid_rating',
  });
  expect(reports).toEqual([]);
});

test('lists the allowed methods of a path', async () => {
  expect((await answerTo(new MethodNotAllowed('POST'))).headers).toHaveProperty('allow', 'POST');
});

test.each<[RatingError, number]>([
  [new Busy(), 503],
  [new Unconfirmed(), 504],
])('sets Retry-After to one second: %s', async (error, status) => {
  const response = await answerTo(error);
  expect(response.statusCode).toBe(status);
  expect(response.headers).toHaveProperty('retry-after', '1');
  expect(reports).toEqual([[error, 'request-1']]);
});

test.each<[RatingError]>([
  [new InvalidRating()],
  [new BodyTooLarge(4096)],
  [new NotFound()],
  [new InvalidVoterToken()],
  [new ProofRequired({})],
])('sets no Retry-After if a retry cannot help: %s', async (error) => {
  expect((await answerTo(error)).headers).not.toHaveProperty('retry-after');
});

test.each([new TypeError('secret detail'), 'secret text', undefined])(
  'reveals nothing of %p to a visitor',
  async (error) => {
    const response = await answerTo(error);
    expect(response.statusCode).toBe(500);
    expect(response.body).toContain('"code":"internal"');
    expect(response.body).not.toContain('secret');
    expect(reports).toEqual([[error, 'request-1']]);
  },
);

test('reports the failure before it answers, since Lambda freezes a function after its answer', async () => {
  let told = false;
  const failed = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    told = true;
  };
  await answerErrors(() => Promise.reject(new Error()), { failed })(httpEvent());
  expect(told).toBe(true);
});
