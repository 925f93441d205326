import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { gatewayLimits } from '../../../local/gateway/gateway.ts';
import type { HttpRequest } from '../../../local/http/http-request.ts';
import { listen as listenWith, type Respond } from '../../../local/http/http-server.ts';
import { messageReply } from '../../../local/http/message-reply.ts';

const ok: Respond = () => Promise.resolve(messageReply(200, 'ok'));
const quiet = () => undefined;
const listen = (port: number, respond: Respond, log: (line: string) => void) =>
  listenWith(port, respond, log, gatewayLimits);

test('passes on the request unchanged', async () => {
  const seen: HttpRequest[] = [];
  const respond: Respond = (request) => ok(seen[seen.push(request) - 1] as HttpRequest, '');
  await using server = await listen(0, respond, quiet);
  await fetch(`${server.url}/a%2Fb?c=d&c=%20`, { method: 'PUT', body: 'я', headers: { 'x-tag': 'T' } });
  const [request] = seen;
  expect(request).toMatchObject({
    method: 'PUT',
    target: '/a%2Fb?c=d&c=%20',
    sourceIp: '127.0.0.1',
    body: Buffer.from('я'),
  });
  expect(request?.headers).toContainEqual(['x-tag', 'T']);
});

test('keeps an idle connection so long that a busy client does not send on one that is closing', async () => {
  await using server = await listen(0, ok, quiet);
  const [, seconds] = /timeout=(\d+)/.exec((await fetch(server.url)).headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThanOrEqual(60);
});

test.each([
  ['http://127.0.0.1:8787/v1/ratings?articleId=a', '/v1/ratings?articleId=a'],
  ['HTTPS://ratings.example', '/'],
  ['http://ratings.example?a=b', '/?a=b'],
  ['/http://ratings.example/', '/http://ratings.example/'],
])('reads the request line for %s as %s', async (line, target) => {
  const seen: string[] = [];
  await using server = await listen(0, ({ target }) => ok(seen[seen.push(target) - 1] as never, ''), quiet);
  const sent = httpRequest(server.url, { path: line }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  expect(seen).toEqual([target]);
});

test('logs one line for each request, without its body', async () => {
  const line = Promise.withResolvers<string>();
  await using server = await listen(0, ok, line.resolve);
  await fetch(`${server.url}/v1/votes?a=b`, { method: 'POST', body: 'secret' });
  expect(await line.promise).toMatch(/^POST \/v1\/votes\?a=b 200 \d+ ms$/);
});

test('writes repeated headers separately, and a base64 body as bytes', async () => {
  const headers = [['set-cookie', 'a=1'] as const, ['set-cookie', 'b=2'] as const];
  await using server = await listen(0, () => Promise.resolve({ status: 201, headers, body: Buffer.of(255, 0) }), quiet);
  const response = await fetch(server.url);
  expect(response.status).toBe(201);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(255, 0));
});

test('answers 500 if a reply cannot be written', async () => {
  const headers = [['bad name', 'x'] as const];
  await using server = await listen(0, () => Promise.resolve({ status: 200, headers, body: Buffer.of() }), quiet);
  const response = await fetch(server.url);
  expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
});

test('discards a body over its limit, and refuses headers over theirs', async () => {
  const respond: Respond = ({ bodyCut }) => Promise.resolve(messageReply(bodyCut ? 413 : 200, ''));
  await using server = await listen(0, respond, quiet);
  const limit = 10 * 1024 * 1024;
  expect((await fetch(server.url, { method: 'POST', body: Buffer.alloc(limit) })).status).toBe(200);
  expect((await fetch(server.url, { method: 'POST', body: Buffer.alloc(limit + 1) })).status).toBe(413);
  expect((await fetch(server.url, { headers: { 'x-long': 'x'.repeat(11_000) } })).status).toBe(431);
});

test('lets requests in flight finish when it closes', async () => {
  const arrived = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const server = await listen(
    0,
    async () => {
      arrived.resolve();
      await go.promise;
      return messageReply(200, 'late');
    },
    quiet,
  );
  const request = httpRequest(server.url).end();
  const responded = once(request, 'response') as Promise<[IncomingMessage]>;
  await arrived.promise;
  const closed = server[Symbol.asyncDispose]();
  go.resolve();
  const [response] = await responded;
  expect(response.statusCode).toBe(200);
  response.resume();
  await closed;
});

test('reports the port that is in use', async () => {
  await using server = await listen(0, ok, quiet);
  const port = Number(new URL(server.url).port);
  await expect(listen(port, ok, quiet)).rejects.toThrow(`Port ${port} is in use`);
});
