import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { connect } from '../../local/dynamodb-client/connect.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import type { LocalSystem } from '../../local/local-system.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';

const secret = randomBytes(32);
const audience = 'https://ratings.example';
const address = '127.77.88.99';
const userAgent = 'A-Browser-That-Nobody-Else-Has/1.0';
const voters = Array.from({ length: 4 }, (_, index) => `recognisable-voter-${index}-${randomBytes(6).toString('hex')}`);
const account = 'recognisable-account-name';

const logged: string[] = [];
let system: LocalSystem;
beforeAll(async () => {
  const keys = JSON.stringify({ keys: [{ kty: 'oct', k: secret.toString('base64url') }] });
  const settings = { votersPerNetwork: 2, voterTokenKeys: keys, voterTokenAudience: audience };
  const { folder } = await synthesizedAssembly(settings);
  system = await startLocalSystem({ assembly: folder, log: (line) => logged.push(line) });
});
afterAll(() => system.stop());

/** Sends a vote from a distinct address, with all personal data that could be stored. */
async function vote(fields: object): Promise<{ status: number | undefined; body: unknown }> {
  const sent = request(`${system.url}/v1/votes`, {
    method: 'POST',
    localAddress: address,
    headers: { 'user-agent': userAgent, 'x-forwarded-for': address, referer: `https://blog.example/${userAgent}` },
  });
  sent.end(JSON.stringify({ articleId: 'private', rating: 4, ...fields }));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, body: await json(answer) };
}

test('stores and logs no address, user agent, voter ID, account or token', async () => {
  const voterToken = await new SignJWT({ sub: account })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(secret);
  const statuses = [];
  for (const fields of [
    { voterId: voters[0] },
    { voterId: voters[0], rating: 2 },
    { voterId: voters[1] },
    { voterId: voters[1], rating: null },
    { voterToken },
    { voterId: voters[2] }, // one over the limit of the network
    { voterId: voters[3], rating: 6 },
    { voterId: voters[3], articleId: '' },
    { voterToken: `${voterToken}x` },
  ]) {
    statuses.push((await vote(fields)).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 400, 400, 401]);

  const client = DynamoDBDocumentClient.from(connect(system.engine.endpoint));
  const kept: unknown[] = [];
  for (const TableName of system.tables) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) kept.push(...Items);
  }
  client.destroy();
  const everything = JSON.stringify(kept) + logged.join('\n');
  // Guards against an empty search: votes, a tally, a network's count and a salt are stored, request lines and metrics
  // logged.
  expect(kept.length).toBeGreaterThanOrEqual(5);
  expect(logged.some((line) => line.includes('POST /v1/votes 429'))).toBe(true);
  for (const secretText of [...voters, account, voterToken, address, userAgent]) {
    expect(everything).not.toContain(secretText);
  }
});
