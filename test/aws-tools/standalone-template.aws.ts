import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { deployedApi } from './emulated-api.ts';
import { startEmulator } from './emulator.ts';
import { pythonPackage } from './python.ts';
import { removeUnsupported } from './supported-assembly.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

test('the AWS CLI alone deploys the standalone template and sets its parameters, without Node', async () => {
  const program = join(pythonPackage('awscli==1.46.3'), 'aws');
  using folder = temporaryFolder();
  const standalone = join(folder.path, 'template');
  await run(process.execPath, [join(root, 'bundling/standalone-template.ts'), standalone], { cwd: root });
  const template = join(standalone, 'article-rating.template.json');
  removeUnsupported(template);
  await using emulator = await startEmulator();
  const env = { PATH: process.env['PATH'], HOME: folder.path, ...emulator.environment };
  const aws = (...args: string[]) => run(program, args, { env });
  await aws('s3', 'mb', 's3://my-ratings-files');
  await aws('s3', 'cp', '--recursive', join(standalone, 'assets'), 's3://my-ratings-files/');
  const parameters = ['AssetsBucket=my-ratings-files', 'ArticleIdPattern=blog/.+', 'VotersPerNetwork=1'];
  await aws(
    ...['cloudformation', 'deploy', '--template-file', template, '--stack-name', 'Ratings'],
    ...['--s3-bucket', 'my-ratings-files', '--capabilities', 'CAPABILITY_IAM', '--parameter-overrides', ...parameters],
  );
  const call = await deployedApi(emulator);
  const vote = async (articleId: string, voterId: string) =>
    (await call('/v1/votes', { articleId, rating: 3, voterId })).status;
  expect(await vote('blog/peace', 'a-voter-of-the-template-1')).toBe(200);
  expect(await vote('blog/peace', 'a-voter-of-the-template-2')).toBe(429);
  expect(await vote('junk', 'a-voter-of-the-template-1')).toBe(400);
}, 600_000);
