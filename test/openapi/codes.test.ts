import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemResponse, internalErrorResponse } from '../../lambda/http/problem.ts';
import * as errors from '../../lambda/domain/errors.ts';
import { RatingError } from '../../lambda/domain/rating-error.ts';
import { openApi } from '../support/openapi.ts';
import { exampleOf, problemExamples } from './problem-examples.ts';

const root = join(import.meta.dirname, '../..');
const codes = openApi.components.schemas.Problem.properties.code.enum;

test('docs/openapi.json, the code and the design page have the same codes', () => {
  const source = readFileSync(join(root, 'lambda/domain/rating-error.ts'), 'utf8');
  const [, union = ''] = /export type ErrorCode =([^;]+);/.exec(source) ?? [];
  expect(Array.from(union.matchAll(/'(\w+)'/g), ([, code]) => code).toSorted()).toEqual(codes);
  expect(statusesInDesign().map(([code]) => code)).toEqual(codes);
});

test('each code has an example, under its status on the design page', () => {
  expect([...new Map(problemExamples().map(({ code, status }) => [code, status]))].toSorted()).toEqual(
    statusesInDesign(),
  );
});

test('each code is answered with the documented status', () => {
  const classes = Object.values<unknown>(errors) as (new (...args: unknown[]) => RatingError)[];
  const answered = classes
    .filter(({ prototype }) => prototype instanceof RatingError)
    .map((each) => new each(1, 50))
    .map((error) => [error.code, problemResponse(error).statusCode] as const);
  expect([...answered, ['internal', internalErrorResponse().statusCode]].toSorted()).toEqual(statusesInDesign());
});

test.each([
  ['busy', problemResponse(new errors.Busy())],
  ['unconfirmed', problemResponse(new errors.Unconfirmed())],
  ['internal', internalErrorResponse()],
])('the example of %s matches the answer of a function', (code, { body = '' }) => {
  expect(JSON.parse(body)).toEqual(exampleOf(code));
});

/** The list of errors. */
function statusesInDesign(): [code: string, status: number][] {
  const design = readFileSync(join(root, 'docs/design.md'), 'utf8');
  return [...design.matchAll(/^- (`[a-z_]+`(?: \/ `[a-z_]+`)*) \((\d{3}(?: \/ \d{3})*)\): /gm)]
    .flatMap(([, names = '', statuses = '']) => {
      const status = statuses.split(' / ').map(Number);
      return names.split(' / ').map((name, index): [string, number] => [name.slice(1, -1), status[index] ?? NaN]);
    })
    .toSorted();
}
