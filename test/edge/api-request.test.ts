import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { readAssembly } from '../../local/template/assembly.ts';
import { httpApiOf } from '../../local/template/http-api.ts';
import { MethodNotAllowed } from '../../lambda/domain/errors.ts';
import { refusingUnrouted } from '../../lambda/http/default-route.ts';
import { httpEvent } from '../support/event.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { edgeFunction } from '../../local/cdn/edge-function.ts';

const code = readFileSync(join(import.meta.dirname, '../../edge/api-request.js'), 'utf8');
const run = edgeFunction(code);

function ask(target: string, method = 'GET', headers: Record<string, string> = {}) {
  const result = run({ method, target, headers: Object.entries(headers), body: Buffer.of(), sourceIp: '127.0.0.1' });
  if ('target' in result) return result.target;
  const { status, headers: sent, body } = result.reply;
  const problem = JSON.parse(body.toString()) as Record<string, unknown>;
  expect(problem).toEqual({
    type: 'about:blank',
    title: expect.any(String) as string,
    status,
    detail: expect.any(String) as string,
    code: expect.any(String) as string,
  });
  expect(Object.fromEntries(sent)).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
  return `${status} ${String(problem['code'])}`;
}
const read = (query: string) => ask(`/v1/ratings?${query}`);

test.each([
  ['articleId=b&articleId=a', 'articleId=a&articleId=b'],
  ['articleId=a&articleId=a&articleId=%61', 'articleId=a'],
  ['x=1&articleId=a&&utm_source=b&articleid=c&articleId[]=d', 'articleId=a'],
  ['article%49d=a', 'articleId=a'],
  ['articleId=caf%c3%a9', 'articleId=caf%C3%A9'],
  ['articleId=a%20b', 'articleId=a+b'],
  ['articleId=a=b', 'articleId=a%3Db'],
  ['articleId=a%26b%2Bc%23%25', 'articleId=a%26b%2Bc%23%25'],
  ['articleId=https%3A%2F%2Fblog.example%2Fa%3Fb', 'articleId=https://blog.example/a?b'],
])('normalizes the query %s to %s', (query, expected) => {
  expect(read(query)).toBe(`/v1/ratings?${expected}`);
  expect(ask(`/v1/ratings?${query}`, 'HEAD')).toBe(`/v1/ratings?${expected}`);
});

const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !/[\p{Cc}\ufffd]/u.test(text));

test('keeps the set of requested articles, whatever their IDs, in one canonical form', () => {
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 50 }), (ids) => {
      const given = ids.map((one) => `articleId=${encodeURIComponent(one)}`).join('&');
      const target = read(given);
      const [, query = ''] = target.split(/\?(.*)/s);
      // Parsed as the API parses it.
      const values = query.split('&').map((pair) => decodeURIComponent(pair.slice(10).replaceAll('+', ' ')));
      expect(new Set(values)).toEqual(new Set(ids));
      expect(values).toHaveLength(new Set(ids).size);
      expect(read(query)).toBe(target);
      expect(query.length).toBeLessThanOrEqual(given.length);
    }),
  );
});

test.each([
  ['', 'too_many_articles'],
  ['utm=1', 'too_many_articles'],
  ['articleId[]=a', 'too_many_articles'],
  ['articleId=a&'.repeat(51), 'too_many_articles'],
  [`articleId=${'"'.repeat(500)}&`.repeat(6), 'too_many_articles'],
  ['articleId', 'invalid_article_id'],
  ['articleId=', 'invalid_article_id'],
  ['articleId=a&articleId=%', 'invalid_article_id'],
  ['articleId=%ff', 'invalid_article_id'],
  ['articleId=%ED%A0%80', 'invalid_article_id'],
  ['articleId=%00', 'invalid_article_id'],
  ['articleId=%EF%BF%BD', 'invalid_article_id'],
  ['articleId=%C2%85', 'invalid_article_id'],
  ['articleId=caf\u00c3\u00a9', 'invalid_article_id'],
  ['articleId=a#b', 'invalid_article_id'],
  [`articleId=${'x'.repeat(513)}`, 'invalid_article_id'],
  [`articleId=${'%C3%A9'.repeat(769)}`, 'invalid_article_id'],
])('refuses the query %.40j as %s', (query, code) => {
  // Makes the IDs differ, so that none is dropped as a duplicate.
  let index = 0;
  expect(read(query.replace(/"&/g, () => `${index++}"&`))).toBe(`400 ${code}`);
});

test.each(['/v1/ratings', '/v1/ratings?'])('refuses a read without a query: %s', (target) => {
  expect(ask(target)).toBe('400 too_many_articles');
});

test('accepts exactly one article for a badge, and normalizes its query', () => {
  expect(ask('/v1/badge.svg?x=1&articleId=caf%c3%a9')).toBe('/v1/badge.svg?articleId=caf%C3%A9');
  for (const query of ['', 'articleId=a&articleId=b', 'articleId=a&articleId=a']) {
    expect(ask(`/v1/badge.svg?${query}`)).toBe('400 too_many_articles');
  }
  expect(ask('/v1/badge.svg?articleId=')).toBe('400 invalid_article_id');
  expect(ask('/v1/badge.svg?articleId=a', 'POST')).toBe('405 method_not_allowed');
});

test('forwards an ID that may be short enough in NFC', () => {
  const decomposed = `articleId=${encodeURIComponent('e\u0301'.repeat(256))}`;
  expect(read(decomposed)).toContain('/v1/ratings?articleId=e');
});

test.each([
  '/v1/%',
  '/v1/r%61tings?articleId=a',
  '/v1//ratings',
  '/v1/./ratings',
  '/v1/x/../ratings',
  '/v1/a b',
  '/v1/é',
])('answers 404 to %s, which is a second spelling or no path', (target) => {
  for (const method of ['GET', 'POST', 'OPTIONS']) expect(ask(target, method)).toBe('404 not_found');
});

test.each([
  ['GET', '/v1/nothing?a=%', '404 not_found'],
  ['GET', '/v1/', '404 not_found'],
  ['POST', '/v1/votes/', '404 not_found'],
  ['GET', '/v1/votes', '405 method_not_allowed'],
  ['POST', '/v1/ratings?a', '405 method_not_allowed'],
])('refuses %s %s, which has no route', (method, target, refusal) => {
  expect(ask(target, method)).toBe(refusal);
});

test.each([
  ['OPTIONS', '/v1/ratings'],
  ['POST', '/v1/votes?x'],
])('forwards %s %s unchanged', (method, target) => {
  expect(ask(target, method)).toBe(target);
});

test.each(['/v1/votes', '/v1/ratings', '/v1/badge.svg', '/v1/top'])(
  'has the same methods for %s as the API',
  async (path) => {
    const refusingAll = refusingUnrouted(() => Promise.reject(new Error('This is a route.')), true);
    const refusal = await refusingAll(httpEvent({ routeKey: '$default', rawPath: path })).catch(
      (error: unknown) => error,
    );
    const all = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'];
    const answered = all.filter((method) => ask(`${path}?articleId=a`, method) !== '405 method_not_allowed');
    expect(refusal).toBeInstanceOf(MethodNotAllowed);
    expect((refusal as MethodNotAllowed).allowed.split(', ').sort()).toEqual(answered.sort());
  },
);

test('forwards every route of the API', async () => {
  const { folder } = await synthesizedAssembly();
  const keys = httpApiOf(readAssembly(folder)).routes.map(({ key }) => key.split(' '));
  const routes = keys.filter((key) => key.length === 2) as [string, string][];
  expect(routes.length).toBeGreaterThan(0);
  for (const [method, path] of routes) expect(ask(`${path}?articleId=a`, method)).toBe(`${path}?articleId=a`);
});

test('refuses a vote whose Content-Length is over 4 KiB', () => {
  const vote = (length: string) => ask('/v1/votes', 'POST', { 'Content-Length': length });
  expect([vote('4096'), vote('4097'), vote('nonsense')]).toEqual(['/v1/votes', '413 body_too_large', '/v1/votes']);
});

test('fits into 10 kB and uses only the documented syntax of the runtime', () => {
  expect(code.length).toBeLessThan(10_000);
  const { SyntaxKind } = ts;
  const unknown = new Set([
    SyntaxKind.ForOfStatement,
    SyntaxKind.ClassDeclaration,
    SyntaxKind.SpreadElement,
    SyntaxKind.SpreadAssignment,
    SyntaxKind.ObjectBindingPattern,
    SyntaxKind.ArrayBindingPattern,
    SyntaxKind.ShorthandPropertyAssignment,
    SyntaxKind.ComputedPropertyName,
    SyntaxKind.MethodDeclaration,
    SyntaxKind.YieldExpression,
    SyntaxKind.QuestionDotToken,
    SyntaxKind.QuestionQuestionToken,
    SyntaxKind.BigIntLiteral,
  ]);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const modern =
      unknown.has(node.kind) ||
      (ts.isParameter(node) && node.initializer !== undefined) ||
      (ts.isCatchClause(node) && node.variableDeclaration === undefined) ||
      (ts.isRegularExpressionLiteral(node) && /[suvdy]/.test(node.text.replace(/^.*\//s, '')));
    if (modern) found.push(node.getText());
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('api-request.js', code, ts.ScriptTarget.ES2024, true));
  expect(found).toEqual([]);
});

test('the simulated runtime lacks what CloudFront’s runtime lacks', () => {
  const lacks = (expression: string) =>
    edgeFunction(`function handler() { return { uri: String(typeof ${expression}) }; }`)({
      method: 'GET',
      target: '/',
      headers: [],
      body: Buffer.of(),
      sourceIp: '127.0.0.1',
    });
  for (const expression of ["''.normalize", "''.isWellFormed", '[].toSorted', 'Map', 'URLSearchParams', 'process']) {
    expect(lacks(expression)).toEqual({ target: 'undefined' });
  }
});
