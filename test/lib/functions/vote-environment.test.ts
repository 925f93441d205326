import { readVoteEnvironment } from '../../../lambda/runtime/vote-environment.ts';
import { voteVariables } from '../../../lib/functions/vote-environment.ts';
import { describeDefences } from '../../../local/terminal/describe-defences.ts';
import { resourcesIn, templateOf } from '../../support/template-of.ts';

test('sets only the environment variables of settings that are on', () => {
  const variables = (settings = {}) => {
    const [, { Environment }] = resourcesIn<{ Environment: { Variables: Record<string, unknown> } }>(
      templateOf(settings),
      'AWS::Lambda::Function',
    ).find(([id]) => id.startsWith('ArticleRatingRecordVote'))!;
    const always = ['TABLE_NAME', 'SALT_TABLE_NAME', 'ORIGIN_SECRETS'];
    const powertools = ['POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
    const own = { ...Environment.Variables };
    for (const name of [...always, ...powertools]) {
      expect(own[name]).toBeDefined();
      delete own[name];
    }
    return own;
  };
  expect(variables()).toEqual({ VOTERS_PER_NETWORK: '30' });
  expect(
    variables({
      votersPerNetwork: 0,
      votersPerNetworkInTotal: 200,
      allowedOrigins: ['https://a.example', '*.b.example'],
      articleIdPattern: '^blog/',
      voterTokenKeys: '{"keys":[{"kty":"OKP","crv":"Ed25519"}]}',
      voterTokenAudience: 'ratings',
      voterTokenRequired: true,
      proofOfWork: 50_000,
    }),
  ).toEqual({
    VOTERS_PER_NETWORK: '0',
    VOTERS_PER_NETWORK_IN_TOTAL: '200',
    ALLOWED_ORIGINS: 'https://a.example *.b.example',
    ARTICLE_ID_PATTERN: '^blog/',
    VOTER_TOKEN_KEYS: '{"keys":[{"kty":"OKP","crv":"Ed25519"}]}',
    VOTER_TOKEN_AUDIENCE: 'ratings',
    VOTER_TOKEN_REQUIRED: 'true',
    PROOF_OF_WORK: '50000',
  });
});

/** An environment in which these variables are set; `read` has the names of all that were asked for. */
function recordingReads(variables: Record<string, string>) {
  const read = new Set<string>();
  const environment = new Proxy(variables, {
    get(target, name: string) {
      read.add(name);
      return target[name];
    },
  });
  return { environment, read };
}

const names = Object.values(voteVariables).toSorted();

describe('the names of the variables', () => {
  const before = process.env;
  afterEach(() => {
    process.env = before;
  });

  test('are those that the vote function reads', async () => {
    const { environment, read } = recordingReads({ VOTER_TOKEN_KEYS: '{"keys":[]}' });
    process.env = environment;
    await readVoteEnvironment();
    expect([...read].sort()).toEqual(names);
  });

  test('are those that the local system reads, except one that changes no defence', () => {
    const { environment, read } = recordingReads({ VOTER_TOKEN_KEYS: '{"keys":[]}' });
    describeDefences(environment);
    expect([...read, 'VOTER_TOKEN_AUDIENCE'].sort()).toEqual(names);
  });
});
