import { requireEnv, requireWholeNumber } from '../../../lambda/runtime/environment.ts';

afterEach(() => {
  delete process.env['SETTING'];
});

test('returns the value', () => {
  process.env['SETTING'] = '30';
  expect(requireEnv('SETTING')).toBe('30');
  expect(requireWholeNumber('SETTING')).toBe(30);
});

test.each([undefined, ''])('throws an error with the name of a variable that is %j', (value) => {
  if (value !== undefined) process.env['SETTING'] = value;
  expect(() => requireEnv('SETTING')).toThrow('SETTING is not set');
});

test.each(['-1', '1.5', 'ten', '1e99'])(
  'throws an error with the name of a variable that is %j, not a whole number',
  (value) => {
    process.env['SETTING'] = value;
    expect(() => requireWholeNumber('SETTING')).toThrow('SETTING must be a whole number');
  },
);
