import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { publishAddress } from '../../../local/data-folder/engine-address.ts';
import { startEngine } from '../../../local/dynamodb-engine/start-engine.ts';
import { createTable } from '../../../local/dynamodb-client/create-table.ts';
import { findTable } from '../../../operator/table/find-table.ts';

const keep = { ...process.env };
let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ratings-find-'));
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  process.env['DATA_DIR'] = folder;
  delete process.env['AWS_ENDPOINT_URL_DYNAMODB'];
});
afterEach(async () => {
  server?.close();
  process.env = { ...keep };
  await rm(folder, { recursive: true, force: true });
});

/** Serves a CloudFormation API with the stacks of these names, each with its outputs and the stacks nested in it. */
async function serveStacks(
  stacks: Readonly<Record<string, { outputs: string; nested?: readonly string[] }>>,
): Promise<void> {
  const describe = (name: string) => `<Stacks><member>
    <StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime>
    <Outputs>${stacks[name]?.outputs}</Outputs></member></Stacks>`;
  const list = (name: string) => {
    const resources = [
      ['AWS::S3::Bucket', 'bucket'],
      ...(stacks[name]?.nested ?? []).map((id) => ['AWS::CloudFormation::Stack', id]),
    ];
    const members = resources.map(
      ([
        type,
        id,
      ]) => `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>${id}</PhysicalResourceId>
      <ResourceType>${type}</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus>
      <LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>`,
    );
    return `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>`;
  };
  const http = createServer((request, response) => {
    void text(request).then((body) => {
      const asked = new URLSearchParams(body);
      const [action, name] = [asked.get('Action') ?? '', asked.get('StackName') ?? ''];
      const result = action === 'DescribeStacks' ? describe(name) : list(name);
      const answer = `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${result}</${action}Result></${action}Response>`;
      response.setHeader('content-type', 'text/xml').end(answer);
    });
  });
  server = http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  process.env['AWS_ENDPOINT_URL_CLOUDFORMATION'] = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const serveStack = (name: string, outputs: string) => serveStacks({ [name]: { outputs } });

const output = (key: string, value: string) =>
  `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;

test('finds the table of a stack by its output', async () => {
  await serveStack('Ratings', output('ApiUrl', 'https://x') + output('TableName', 'Ratings-Table-1A2B'));
  await using found = await findTable({ stack: 'Ratings' });
  expect(found).toMatchObject({ table: 'Ratings-Table-1A2B', local: false });
});

test("finds the table of a construct in an app's own stack", async () => {
  await serveStack('Blog', output('RatingsTableName1A2B3C4D', 'Blog-Ratings-1') + output('OtherTableName', 'x'));
  await using found = await findTable({ stack: 'Blog' });
  expect(found.table).toBe('Blog-Ratings-1');
});

test('asks for the table if the stack has several', async () => {
  await serveStack('Blog', output('RatingsTableName1A2B3C4D', 'Blog-1') + output('RecipesTableName5E6F7A8B', 'Blog-2'));
  await expect(findTable({ stack: 'Blog' })).rejects.toThrow(
    'The stack Blog has 2 tables. Choose one: --table Blog-1 or --table Blog-2.',
  );
});

test('reports a stack without a table', async () => {
  await serveStack('Ratings', output('ApiUrl', 'https://x'));
  await expect(findTable({ stack: 'Ratings' })).rejects.toThrow('has no output TableName');
});

test('uses the stack in RATINGS_STACK only if no table is given', async () => {
  await serveStack('Ratings', output('TableName', 'Ratings-Table-1A2B'));
  process.env['RATINGS_STACK'] = 'Ratings';
  {
    await using found = await findTable({});
    expect(found.table).toBe('Ratings-Table-1A2B');
  }
  await using named = await findTable({ table: 'Another' });
  expect(named.table).toBe('Another');
});

test('finds the table in a stack that is nested in the named one, at any depth', async () => {
  await serveStacks({
    Blog: { outputs: output('Url', 'https://x'), nested: ['arn:nested'] },
    'arn:nested': { outputs: '', nested: ['arn:deep'] },
    'arn:deep': { outputs: output('RatingsTableName1A2B3C4D', 'Deep-1') },
  });
  await using found = await findTable({ stack: 'Blog' });
  expect(found.table).toBe('Deep-1');
});

test('reports a stack without the output, in itself and in nested stacks', async () => {
  await serveStacks({ Blog: { outputs: '', nested: ['arn:nested'] }, 'arn:nested': { outputs: output('A', 'b') } });
  await expect(findTable({ stack: 'Blog' })).rejects.toThrow('The stack Blog has no output TableName.');
});

test.each([['table'], ['stack']])('explains how to set credentials if there are none, with --%s', async (option) => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) delete process.env[name];
  const nowhere = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
  Object.assign(process.env, { ...nowhere, AWS_EC2_METADATA_DISABLED: 'true' });
  await expect(findTable({ [option]: 'Ratings' })).rejects.toThrow(
    'No AWS credentials: Could not load credentials from any providers. Run aws configure, set AWS_PROFILE or pass --profile.',
  );
});

test('uses the region and the profile of the command line', async () => {
  await serveStack('Ratings', output('TableName', 'T'));
  await using found = await findTable({ stack: 'Ratings', region: 'eu-north-1' });
  expect(await found.client.config.region()).toBe('eu-north-1');
  writeFileSync(
    join(folder, 'config'),
    '[profile blog]\nregion = ap-south-1\naws_access_key_id = a\naws_secret_access_key = b\n',
  );
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    delete process.env[name];
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
  await using profiled = await findTable({ table: 'T', profile: 'blog' });
  expect(await profiled.client.config.region()).toBe('ap-south-1');
});

test('asks for the region if none is configured', async () => {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) delete process.env[name];
  Object.assign(process.env, { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  await expect(findTable({ table: 'Ratings' })).rejects.toThrow('Set AWS_REGION');
});

const table = {
  name: 'local-table',
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  attributes: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
};

test('finds the local table by the running engine, or by its data if the engine is not running', async () => {
  await expect(findTable({ local: true })).rejects.toThrow('run npm start once');
  const engine = await startEngine({ dataDir: folder });
  await createTable(engine.endpoint, table);
  await expect(findTable({ local: true })).rejects.toThrow('Another command is using');
  const published = publishAddress(folder, engine.endpoint);
  {
    await using found = await findTable({ local: true });
    expect(found).toMatchObject({ table: 'local-table', local: true });
  }
  await engine.stop();
  // As after `kill -9`: the address is still published, but nothing answers.
  await using found = await findTable({ local: true });
  expect(found.table).toBe('local-table');
  published[Symbol.dispose]();
});
