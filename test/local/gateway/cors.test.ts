import { preflightReply, withCors } from '../../../local/gateway/cors.ts';
import { messageReply } from '../../../local/http/message-reply.ts';

const anyone = {
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['content-type'],
  ExposeHeaders: ['etag'],
  MaxAge: 60,
};
const page = [['Origin', 'https://page.example']] as const;
const preflight = [...page, ['Access-Control-Request-Method', 'POST'] as const];

test('answers a preflight with the allowed methods and headers of the API', () => {
  expect(preflightReply(anyone, preflight)).toEqual({
    status: 204,
    headers: [
      ['access-control-allow-origin', '*'],
      ['access-control-allow-methods', 'GET,POST'],
      ['access-control-allow-headers', 'content-type'],
      ['access-control-max-age', '60'],
    ],
    body: Buffer.of(),
  });
});

test('adds no CORS headers to an OPTIONS request that is not a preflight', () => {
  expect(preflightReply(anyone, page)).toMatchObject({ status: 204, headers: [] });
});

test("replaces a function's own CORS headers", () => {
  const reply = messageReply(200, 'ok');
  const own = { ...reply, headers: [...reply.headers, ['access-control-allow-origin', 'null'] as const] };
  expect(withCors(anyone, page, own).headers).toEqual([
    ['content-type', 'application/json'],
    ['access-control-allow-origin', '*'],
    ['access-control-expose-headers', 'etag'],
  ]);
  expect(withCors(anyone, [], own).headers).toEqual(reply.headers);
});
