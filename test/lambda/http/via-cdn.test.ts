import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { NotViaCdn } from '../../../lambda/domain/errors.ts';
import { viaCdn } from '../../../lambda/http/via-cdn.ts';
import { httpEvent } from '../../support/event.ts';

const handle = viaCdn(['current', 'previous'], () => Promise.resolve({ statusCode: 200 }));
const call = (headers: Record<string, string>) => handle(httpEvent({ headers }));

test.each(['current', 'previous'])('accepts a request with the %s secret', async (secret) => {
  expect(await call({ 'x-origin-verify': secret })).toEqual({ statusCode: 200 });
});

test.each([{}, { 'x-origin-verify': '' }, { 'x-origin-verify': 'current,previous' }, { 'x-origin-verify': 'CURRENT' }])(
  'refuses %j',
  async (headers) => {
    await expect(call(headers)).rejects.toThrow(NotViaCdn);
  },
);

test('refuses every request if no secret is set', async () => {
  const closed = viaCdn([], () => Promise.resolve({ statusCode: 200 }));
  await expect(closed(httpEvent({ headers: { 'x-origin-verify': '' } }))).rejects.toThrow(NotViaCdn);
});

test('refuses an event that is not a request, such as the test event of the Lambda console', async () => {
  const event = { key1: 'value1', key2: 'value2', key3: 'value3' } as unknown as APIGatewayProxyEventV2;
  await expect(handle(event)).rejects.toThrow(NotViaCdn);
});
