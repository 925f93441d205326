import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as errors from '../lambda/domain/errors.ts';
import { problemResponse } from '../lambda/http/problem.ts';
import { openApi, violations } from './support/contract.ts';
import type { Exchange } from './support/contract.ts';
import { startSystem } from './support/system.ts';
import type { System } from './support/system.ts';

const codes = openApi.components.schemas.Problem.properties.code.enum;
const design = readFileSync(join(import.meta.dirname, '../docs/design.md'), 'utf8');
const source = readFileSync(join(import.meta.dirname, '../lambda/domain/errors.ts'), 'utf8');

test('the document, the code and the design page know the same error codes', () => {
  const union = [...(/export type ErrorCode =([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, code]) => code,
  );
  const table = [...design.matchAll(/^\| `([a-z_]+)`(?: \/ `([a-z_]+)`)? +\| \d/gm)].flatMap(([, ...both]) =>
    both.filter(Boolean),
  );
  expect(union.toSorted()).toEqual(codes);
  expect(table.toSorted()).toEqual(codes);
});

test('each documented status is the one that the code answers with', () => {
  const classes = Object.values<unknown>(errors) as (new (...args: unknown[]) => errors.RatingError)[];
  const thrown = classes
    .filter(({ prototype }) => prototype instanceof errors.RatingError)
    .map((each) => new each(1, 50));
  for (const error of thrown) {
    const { statusCode } = problemResponse(error);
    const documented = Object.values(openApi.paths)
      .flatMap((operations) => Object.values(operations))
      .flatMap(({ responses }) => Object.entries(responses))
      .concat(
        Object.entries({
          404: openApi.components.responses['NotFound'] ?? {},
          405: openApi.components.responses['MethodNotAllowed'] ?? {},
        }),
      )
      .filter(([, { content }]) => JSON.stringify(content ?? {}).includes(`"${error.code}"`))
      .map(([status]) => Number(status));
    expect([error.code, ...new Set(documented)]).toEqual([error.code, statusCode]);
  }
});

describe('an answer that is not as documented is told', () => {
  const right: Exchange = {
    method: 'POST',
    path: '/v1/votes',
    status: 200,
    headers: [['content-type', 'application/json']],
    body: '{"articleId":"a","average":4,"count":1,"distribution":[0,0,0,1,0],"vote":4}',
  };
  test('the right one is not', () => expect(violations(right)).toEqual([]));
  test.each<[string, Partial<Exchange>]>([
    ['another status', { status: 202 }],
    ['another method', { method: 'PATCH' }],
    ['another header', { headers: [...right.headers, ['x-secret', 'a']] }],
    ['another type', { headers: [['content-type', 'text/html']] }],
    ['no body', { body: '' }],
    ['a member more', { body: right.body.replace('{', '{"more":1,') }],
    ['a member less', { body: right.body.replace('"vote":4', '"count":1') }],
    ['a negative count', { body: right.body.replace('[0,', '[-1,') }],
    [
      'a problem of another status',
      {
        status: 400,
        headers: [['content-type', 'application/problem+json']],
        body: '{"type":"about:blank","title":"Bad Request","status":413,"detail":"","code":"malformed_json"}',
      },
    ],
  ])('%s', (_, part) => expect(violations({ ...right, ...part })).not.toEqual([]));
});

describe('the running system', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  test('serves the document', async () => {
    const response = await fetch(`${system.url}/openapi.json`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(openApi);
  });

  type Examples = Readonly<
    Record<string, { readonly value: { readonly articleId: string; readonly rating: number | null } }>
  >;
  const { post } = openApi.paths['/v1/votes'] as unknown as {
    post: { requestBody: { content: Readonly<Record<string, { examples: Examples }>> } };
  };
  const examples = Object.entries(post.requestBody.content).flatMap(([type, content]) =>
    Object.entries(content.examples).map(([name, { value }]) => [type, name, value] as const),
  );

  test.each(examples)('takes the example as %s: %s', async (type, _, value) => {
    const { status, body } = await system.api.post(JSON.stringify(value), { 'content-type': type });
    expect([status, body]).toMatchObject([200, { articleId: value.articleId, vote: value.rating }]);
  });
});
