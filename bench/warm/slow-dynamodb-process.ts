/**
 * The process of `slow-dynamodb.ts`: answers each request with one tally after the given milliseconds, until its parent
 * disconnects.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const latency = Number(process.argv[2]);
const answer = JSON.stringify({
  Items: [{ pk: { S: 'ARTICLE#a' }, sk: { S: 'TALLY#00' }, s4: { N: '17' } }],
  Count: 1,
  ScannedCount: 1,
});
const headers = { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(answer) };

const server = createServer((request, response) => {
  request.resume();
  setTimeout(() => response.writeHead(200, headers).end(answer), latency);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
process.on('disconnect', () => process.exit());
