import { voteEnvironment } from '../../../lib/functions/vote-environment.ts';
import { completeSettings } from '../../../lib/settings/read-settings.ts';
import { describeDefences } from '../../../local/terminal/describe-defences.ts';

const withSettings = (given: Record<string, unknown>) => describeDefences(voteEnvironment(completeSettings(given)));

test('lists the defences that are on by default, and the settings that are off', () => {
  expect(withSettings({})).toBe(
    'Defences: 30 new voters per network, article and day. ' +
      'Off: votersPerNetworkInTotal, allowedOrigins, articleIdPattern, voterTokenKeys, proofOfWork.',
  );
});

test('reports that no defence is on', () => {
  expect(withSettings({ votersPerNetwork: 0 })).toMatch(/^Defences: none\. Off: votersPerNetwork, /);
});

test('describes each defence that is on', () => {
  const all = {
    votersPerNetworkInTotal: 200,
    allowedOrigins: 'https://blog.example *.shop.example',
    articleIdPattern: '^blog/[a-z0-9-]+$',
    voterTokenKeys: '{"keys":[{"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I"}]}',
    voterTokenAudience: 'https://ratings.example',
    proofOfWork: 500,
  };
  expect(withSettings(all)).toBe(
    'Defences: 30 new voters per network, article and day; 200 new voters per network and day; votes from https://blog.example *.shop.example only; ' +
      'article IDs that match ^blog/[a-z0-9-]+$; signed and anonymous voters; a proof of work of 500. ' +
      'The vote below is answered 403 origin_not_allowed: it has no allowed Origin.',
  );
  expect(withSettings({ ...all, voterTokenRequired: true })).toContain('; signed voters only; ');
});

test.each([
  [{}, undefined],
  [{ proofOfWork: 500 }, '428 proof_required, with a challenge to solve.'],
  [{ articleIdPattern: 'blog/.+' }, '400 invalid_article_id, unless articleIdPattern matches its article.'],
])('describes the answer to a vote without token, origin and proof if the settings are %p', (settings, answer) => {
  expect(withSettings(settings).split('The vote below is answered ')[1]).toBe(answer);
});
