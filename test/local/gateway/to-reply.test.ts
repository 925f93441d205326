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
  ['a status as text', { statusCode: '404' }, 404, [['content-type', text]], ''],
  ['its own content type', { statusCode: 200, headers: { 'Content-Type': 'a/b' } }, 200, [['content-type', 'a/b']], ''],
  [
    'numbers as headers',
    { statusCode: 503, headers: { 'Retry-After': 1 } },
    503,
    [
      ['content-type', text],
      ['retry-after', '1'],
    ],
    '',
  ],
  ['a body in base64', { statusCode: 200, body: '0Y8=', isBase64Encoded: true }, 200, [['content-type', text]], 'я'],
])('makes a response of %s', (_name, result, status, headers, body) => {
  const reply = toReply(result);
  expect({ ...reply, body: reply.body.toString() }).toEqual({ status, headers, body });
});

test.each([
  [undefined],
  ['hello'],
  [{ hello: 'you' }],
  [{ statusCode: 'teapot' }],
  [{ statusCode: 42 }],
  [{ statusCode: 200.5 }],
  [{ statusCode: 200, body: { an: 'object' } }],
])('answers 500 to %j, which is not a valid response', (result) => {
  expect(toReply(result)).toBe(internalServerError);
});
