import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { QUIET } from '../../lambda/storage/tally/article-layout.ts';
import { openFurtherKeys } from '../../lambda/storage/tally/open-further-keys.ts';
import { connect } from '../../local/dynamodb-client/connect.ts';
import { startEngine } from '../../local/dynamodb-engine/start-engine.ts';
import { startLocalSystem } from '../../local/local-system.ts';
import { readAssembly, resourcesOf } from '../../local/template/assembly.ts';
import { Api } from '../support/api.ts';
import { synthesizedAssembly } from '../support/synthesized-assembly.ts';
import { startRecordingProxy, type RecordedAccess } from '../support/recording-proxy.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: { readonly 'Fn::GetAtt': readonly [table: string, 'Arn'] };
  readonly Condition?: {
    readonly 'ForAllValues:StringLike': { readonly 'dynamodb:LeadingKeys': string | readonly string[] };
  };
}

/** By table. */
type Rights = Readonly<Record<string, { readonly actions: string[]; readonly partitions: string[] }>>;

const voter = (index: number) => `voter-of-the-privilege-test-${index}`;
const sorted = (values: readonly string[]) => [...new Set(values)].sort();

/** Sends a vote, solves the challenge of its refusal, and sends it again with the proof of work. */
async function voteWithProof(api: Api, articleId: string, voterId: string, rating: number | null) {
  const vote = { articleId, voterId, rating };
  const { status, body } = await api.post(JSON.stringify(vote));
  expect(status).toBe(428);
  const challenge = body?.['challenge'] as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  expect((await api.post(JSON.stringify({ ...vote, proof: { challenge, solution } }))).status).toBe(200);
}

test('each function has exactly the permissions that it uses: actions, tables and partition keys', async () => {
  const { folder } = await synthesizedAssembly({ cacheSeconds: 0, staleSeconds: 0, proofOfWork: 1 });
  await using engine = await startEngine();
  await using proxy = await startRecordingProxy(engine.endpoint);
  await using system = await startLocalSystem({ assembly: folder, database: { endpoint: proxy.endpoint } });
  const api = new Api(system.url);
  // The calls so far create the tables and initialise the functions. Only those for the salt are not repeated later.
  const salt = proxy.take().filter(({ partition }) => partition.startsWith('SALT#'));

  for (const [index, rating] of [5, 4, null, 3].entries()) await voteWithProof(api, 'a', voter(index % 2), rating);
  const client = DynamoDBDocumentClient.from(connect(engine.endpoint));
  await openFurtherKeys(client, system.tables[0] ?? '', 'hot' as ArticleId, QUIET, 7, Date.now());
  client.destroy();
  for (let index = 0; index < 9; index++) await voteWithProof(api, 'hot', voter(index), 4);
  const byVotes = proxy.take();
  await api.ratings(['a', 'hot']);
  await api.request('/v1/nowhere');
  const byReads = proxy.take();

  expect(grantedTo('RecordVote', folder)).toEqual(used([...salt, ...byVotes]));
  expect(grantedTo('GetRatings', folder)).toEqual(used(byReads));
});

/** The actions and partition-key prefixes of the calls, by table. */
function used(accesses: RecordedAccess[]): Rights {
  const tables = Map.groupBy(accesses, ({ table }) => table);
  return Object.fromEntries(
    [...tables].map(([table, calls]) => [
      table,
      {
        actions: sorted(calls.map(({ action }) => `dynamodb:${action}`)),
        partitions: sorted(calls.map(({ partition }) => partition.replace(/#.*/s, '#*'))),
      },
    ]),
  );
}

/** The same from a function's policy. A table without key conditions in the policy has only salts. */
function grantedTo(name: string, folder: string): Rights {
  const { template } = readAssembly(folder);
  const statements = resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([id]) => id.startsWith(`ArticleRating${name}Role`))
    .flatMap(([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement)
    .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('dynamodb:')));
  return Object.fromEntries(
    statements.map(({ Action, Resource, Condition }) => [
      Resource['Fn::GetAtt'][0],
      {
        actions: sorted([Action].flat()),
        partitions: sorted([Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'] ?? 'SALT#*'].flat()),
      },
    ]),
  );
}
