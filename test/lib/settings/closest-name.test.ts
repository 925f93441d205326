import { closestName } from '../../../lib/settings/closest-name.ts';

const names = ['proofOfWork', 'cacheSeconds', 'staleSeconds', 'stage'];

test.each([
  ['proofOfWrok', 'proofOfWork'],
  ['proofofwork', 'proofOfWork'],
  ['cachSecond', 'cacheSeconds'],
  ['stages', 'stage'],
])('%s is close to %s', (given, name) => {
  expect(closestName(given, names)).toBe(name);
});

test('finds nothing close to another word', () => {
  expect(closestName('colour', names)).toBeUndefined();
});
