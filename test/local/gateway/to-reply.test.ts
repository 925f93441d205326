import { toReply } from '../../../local/gateway/to-reply.ts';
import { internalServerError } from '../../../local/http/message-reply.ts';

const text = 'text/plain;charset=UTF-8';

test.each<[name: string, result: unknown, status: number, headers: string[][], body: string]>([
  [
    'a structured result',
    { statusCode: 201, headers: { ETag: 'x' }, body: 'b' },
    201,
    [
      ['content-type', text],
      ['etag', 'x'],
    ],
    'b',
  ],
  ['a result without a body', { statusCode: 404 }, 404, [['content-type', text]], ''],
  ['its own content type', { statusCode: 200, headers: { 'Content-Type': 'a/b' } }, 200, [['content-type', 'a/b']], ''],
])('makes a response of %s', (_name, result, status, headers, body) => {
  const reply = toReply(result);
  expect({ ...reply, body: reply.body.toString() }).toEqual({ status, headers, body });
});

test.each([
  [undefined],
  ['hello'],
  [{ hello: 'you' }],
  [{ statusCode: '404' }],
  [{ statusCode: 42 }],
  [{ statusCode: 200.5 }],
  [{ statusCode: 200, body: { an: 'object' } }],
  [{ statusCode: 200, body: '0Y8=', isBase64Encoded: true }],
])('answers 500 to %j, which none of our functions returns', (result) => {
  expect(toReply(result)).toBe(internalServerError);
});
