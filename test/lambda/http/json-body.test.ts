import { BodyTooLarge, MalformedJson } from '../../../lambda/domain/errors.ts';
import { parseJsonBody } from '../../../lambda/http/json-body.ts';
import { httpEvent } from '../../support/event.ts';

const parse = (body: string) => parseJsonBody(httpEvent({ body }));
const parseBytes = (bytes: Buffer) =>
  parseJsonBody(httpEvent({ body: bytes.toString('base64'), isBase64Encoded: true }));

test('accepts an object as text or as base64', () => {
  expect(parse('{"a":1}')).toEqual({ a: 1 });
  expect(parseBytes(Buffer.from('{"ä":"😀"}'))).toEqual({ ä: '😀' });
});

test.each([
  '',
  ' ',
  '[]',
  '[{"a":1}]',
  '7',
  'null',
  'true',
  '"text"',
  '{',
  '{"a":1}}',
  "{'a':1}",
  'NaN',
  '{"a":undefined}',
])('refuses %j', (body) => {
  expect(() => parse(body)).toThrow(MalformedJson);
});

test('refuses a missing body', () => {
  expect(() => parseJsonBody(httpEvent())).toThrow(MalformedJson);
});

test('refuses bytes that are not UTF-8', () => {
  expect(() => parseBytes(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toThrow(MalformedJson);
});

test('refuses deep nesting without a stack overflow', () => {
  expect(() => parse('['.repeat(2000) + ']'.repeat(2000))).toThrow(MalformedJson);
});

test('accepts 4096 bytes and refuses 4097, counted before base64', () => {
  const body = (bytes: number) => Buffer.from(`{"a":"${'é'.repeat((bytes - 8) / 2)}"}`.padEnd(bytes - (bytes - 8) / 2));
  expect(parseBytes(body(4096))).toHaveProperty('a');
  expect(parse(body(4096).toString())).toHaveProperty('a');
  expect(() => parse(body(4096).toString() + ' ')).toThrow(BodyTooLarge);
  expect(() => parseBytes(Buffer.alloc(1_000_000, ' '))).toThrow(BodyTooLarge);
});

test('leaves prototypes alone', () => {
  expect(Object.getPrototypeOf(parse('{"__proto__":{"rating":5}}'))).toBe(Object.prototype);
  expect(parse('{"__proto__":{"rating":5}}')['rating']).toBeUndefined();
});
