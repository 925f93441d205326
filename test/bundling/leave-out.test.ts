import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { stock } from '../../bundling/functions.ts';
import { leaveOut, standIns } from '../../bundling/leave-out.ts';
import { defaultEndpointResolver } from '../../bundling/stand-ins/endpoint.ts';

const partitions = join(
  import.meta.dirname,
  '../../node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
);

const bundle = (plugin: ReturnType<typeof leaveOut>) =>
  build({
    ...stock,
    entryPoints: ['lambda/get-ratings.ts'],
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [plugin],
  });

test('fails the build when a replaced module no longer exists', async () => {
  const gone = '@smithy/core/dist-es/submodules/moved-by-an-upgrade.js';
  await expect(bundle(leaveOut({ ...standIns, [gone]: 'uuid' }))).rejects.toThrow(`${gone} is not part of the bundle`);
});

test('fails the build when a stand-in lacks an export that the SDK imports', async () => {
  const module = '@smithy/core/dist-es/submodules/serde/uuid/v4.js';
  await expect(bundle(leaveOut({ [module]: 'credentials' }))).rejects.toThrow('No matching export');
});

test('bundles no credential provider except the environment', async () => {
  const { metafile } = await bundle(leaveOut());
  const providers = Object.keys(metafile.inputs).flatMap((path) => /credential-provider-[a-z-]+/.exec(path)?.[0] ?? []);
  expect(new Set(providers)).toEqual(new Set(['credential-provider-env', 'credential-provider-node']));
});

const regions = [...readFileSync(partitions, 'utf8').matchAll(/"((?:[a-z]+-)+\d)":/g)].map(([, region = '']) => region);
const client = new DynamoDBClient({ region: 'us-east-1' });
const noVariants = { UseFIPS: false, UseDualStack: false };

test('knows every region that the SDK knows', () => {
  expect(regions.length).toBeGreaterThan(30);
});

test.each(regions)('resolves the same endpoint in %s as the SDK', (Region) => {
  const theirs = client.config.endpointProvider({ Region, ...noVariants });
  expect(defaultEndpointResolver({ Region, ...noVariants }).url.href).toBe(theirs.url.href);
});

test('prefers the endpoint in the environment', () => {
  const Endpoint = 'http://127.0.0.1:8000';
  expect(defaultEndpointResolver({ Region: 'eu-west-1', Endpoint }).url.href).toBe('http://127.0.0.1:8000/');
});

test('refuses endpoint variants such as FIPS', () => {
  expect(() => defaultEndpointResolver({ Region: 'us-east-1', UseFIPS: true })).toThrow('FIPS');
});
