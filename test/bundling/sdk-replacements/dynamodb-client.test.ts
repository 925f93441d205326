import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient as OurClient } from '../../../bundling/sdk-replacements/dynamodb-client.ts';

const names = (client: { middlewareStack: { identify(): string[] } }) =>
  client.middlewareStack.identify().map((step) => step.replace(/ - .*$|: .*$/, ''));

// If an upgrade gives the SDK's client another step, the replacement may need it too.
test('the client of the SDK has the middleware for which the replacement was written', () => {
  expect(names(new DynamoDBClient({ region: 'eu-west-1' }))).toMatchInlineSnapshot(`
   [
     "loggerMiddleware",
     "serializerMiddleware",
     "contentLengthMiddleware",
     "getUserAgentMiddleware",
     "hostHeaderMiddleware",
     "recursionDetectionMiddleware",
     "retryMiddleware",
     "httpSigningMiddleware (a.k.a. apiKeyMiddleware,tokenMiddleware,awsAuthMiddleware)",
     "deserializerMiddleware",
   ]
  `);
});

test.each([{}, { maxAttempts: 3 }, { maxAttempts: 1, region: 'eu-west-1' }])(
  'refuses other settings: %j',
  (settings) => {
    expect(() => new OurClient(settings)).toThrow('maxAttempts: 1 and requestHandler');
  },
);
