import type { RatingError } from '../../../lambda/domain/errors.ts';
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
import { answering } from '../../../lambda/http/error-handler.ts';
import type { Response } from '../../../lambda/http/response.ts';
import { httpEvent } from '../../support/event.ts';

const reports: unknown[][] = [];

function answerTo(error: unknown): Promise<Response> {
  reports.length = 0;
  const failing = answering(
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what libraries throw may be no Error
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

test('says which methods a path takes', async () => {
  expect((await answerTo(new MethodNotAllowed('POST'))).headers).toHaveProperty('allow', 'POST');
});

test.each<[RatingError, number]>([
  [new Busy(), 503],
  [new Unconfirmed(), 504],
])('asks to come back after a second: %s', async (error, status) => {
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
])('does not ask to come back where time cannot help: %s', async (error) => {
  expect((await answerTo(error)).headers).not.toHaveProperty('retry-after');
});

test.each([new TypeError('secret detail'), 'secret text', undefined])(
  'tells a visitor nothing of %p',
  async (error) => {
    const response = await answerTo(error);
    expect(response.statusCode).toBe(500);
    expect(response.body).toContain('"code":"internal"');
    expect(response.body).not.toContain('secret');
    expect(reports).toEqual([[error, 'request-1']]);
  },
);

test('answers only when the failure has been told, for nothing runs on after an answer', async () => {
  let told = false;
  const failed = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    told = true;
  };
  await answering(() => Promise.reject(new Error()), { failed })(httpEvent());
  expect(told).toBe(true);
});
