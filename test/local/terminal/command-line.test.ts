import { StartError } from '../../../local/errors/start-error.ts';
import { readCommandLine } from '../../../local/terminal/command-line.ts';

const none = () => undefined;
const read = (...args: string[]) => readCommandLine(args, {}, none);

test.each([
  [['-c', 'article-rating:proofOfWork=500']],
  [['-carticle-rating:proofOfWork=500']],
  [['--context', 'article-rating:proofOfWork=500']],
  [['--context=article-rating:proofOfWork=500']],
])('reads %j', (args) => {
  expect(read(...args)).toEqual({ proofOfWork: '500' });
});

test('reads several settings, the last value of each, and values with equals signs', () => {
  const setting = (value: string) => ['-c', `article-rating:${value}`];
  expect(read(...setting('proofOfWork=1'), ...setting('articleIdPattern=a=b'), ...setting('proofOfWork=2'))).toEqual({
    proofOfWork: '2',
    articleIdPattern: 'a=b',
  });
  expect(read()).toEqual({});
});

test.each([
  [['--contxt', 'x'], "unknown option '--contxt'\n(Did you mean --context?)"],
  [['proofOfWork=500'], 'too many arguments'],
  [['-c'], 'argument missing'],
  [['-c', 'article-rating:proofOfWork'], 'It must be a setting and its value'],
  [['-c', 'proofOfWork=500'], 'did you mean article-rating:proofOfWork?'],
  [['-c', 'articlerating:proofOfWork=500'], 'did you mean article-rating:proofOfWork?'],
])('refuses %j', (args, message) => {
  expect(() => read(...args)).toThrow(StartError);
  expect(() => read(...args)).toThrow(message);
  expect(() => read(...args)).toThrow('See npm start -- --help for options.');
});

test('explains how to pass an option that npm consumed', () => {
  const byNpm = { npm_lifecycle_event: 'start', npm_config_call: 'article-rating:proofOfWork=500' };
  expect(() => readCommandLine([], byNpm, none)).toThrow('npm consumed article-rating:proofOfWork=500. Put -- before');
  expect(readCommandLine([], { ...byNpm, npm_lifecycle_event: 'test' }, none)).toEqual({});
});

test('prints help with the option, the environment and an example', () => {
  let text = '';
  expect(readCommandLine(['--help'], {}, (part) => (text += part))).toBeUndefined();
  for (const part of ['-c, --context <setting=value>', 'PORT', 'DATA_DIR', 'npm start -- -c article-rating:'])
    expect(text).toContain(part);
});
