import { App } from 'aws-cdk-lib';
import { readSettings, SettingsError } from '../../lib/settings.ts';

function settingsOf(context: Record<string, unknown>) {
  return readSettings(new App({ context }).node);
}

function errorOf(context: Record<string, unknown>): string {
  try {
    settingsOf(context);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('These settings are accepted.');
}

test('has a default for every setting', () => {
  expect(settingsOf({})).toEqual({
    cacheSeconds: 5,
    staleSeconds: 30,
    throttleRate: 500,
    throttleBurst: 1000,
    memoryMegabytes: 512,
    logRetentionDays: 30,
    keepData: true,
  });
});

test.each([
  ['cdk.json', { 'article-rating:cacheSeconds': 60, 'article-rating:keepData': false }],
  ['the command line', { 'article-rating:cacheSeconds': '60', 'article-rating:keepData': 'false' }],
])('takes values as they come from %s', (_from, context) => {
  expect(settingsOf(context)).toMatchObject({ cacheSeconds: 60, keepData: false });
});

test.each([
  [
    'cacheSeconds',
    [-1, 86_401, 1.5, '1.5', '', ' 5', '5s', 'Infinity', '1e3', true, null, [5]],
    'a whole number from 0 to 86400',
  ],
  ['staleSeconds', [-1, 86_401], 'a whole number from 0 to 86400'],
  ['throttleRate', [0, 10_001], 'a whole number from 1 to 10000'],
  ['throttleBurst', [0, 5_001], 'a whole number from 1 to 5000'],
  ['memoryMegabytes', [127, 10_241], 'a whole number from 128 to 10240'],
  ['logRetentionDays', [0, 2, '31', 9999], 'one of 1, 3, 5, 7, 14, 30'],
  ['keepData', ['yes', 1, 'TRUE', ''], 'true or false'],
])('refuses a wrong %s and says what it takes', (name, values, expects) => {
  for (const value of values) {
    const message = errorOf({ [`article-rating:${name}`]: value });
    expect(message).toContain(`The setting article-rating:${name} must be ${expects}`);
    expect(message).toContain(`but is ${JSON.stringify(value)}.`);
  }
});

test('refuses an unknown setting and lists those that it knows', () => {
  const message = errorOf({ 'article-rating:cacheSecond': 5 });
  expect(message).toContain('There is no setting article-rating:cacheSecond.');
  expect(message).toContain('article-rating:cacheSeconds: a whole number from 0 to 86400 (5)');
  expect(message).toContain('article-rating:keepData: true or false (true)');
});

test('names all faults at once', () => {
  const message = errorOf({
    'article-rating:a': 1,
    'article-rating:cacheSeconds': 'x',
    'article-rating:throttleRate': 0,
  });
  for (const name of ['a', 'cacheSeconds', 'throttleRate']) expect(message.split('\n', 3).join()).toContain(name);
});

test('leaves context of others alone', () => {
  expect(() => settingsOf({ 'someone-else:cacheSecond': 5 })).not.toThrow();
});
