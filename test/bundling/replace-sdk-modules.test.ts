import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { stock } from '../../bundling/functions.ts';
import { replaceSdkModules, replacements } from '../../bundling/replace-sdk-modules.ts';
import { endpointFrom } from '../../bundling/sdk-replacements/endpoint.ts';

const partitions = join(
  import.meta.dirname,
  '../../node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
);

const bundle = (plugin: ReturnType<typeof replaceSdkModules>) =>
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
  await expect(bundle(replaceSdkModules({ ...replacements, [gone]: 'endpoint' }))).rejects.toThrow(
    `${gone} is not part of the bundle`,
  );
});

test('fails the build when a replacement lacks an export that the SDK imports', async () => {
  const module = '@smithy/core/dist-es/submodules/serde/uuid/v4.js';
  await expect(bundle(replaceSdkModules({ [module]: 'endpoint' }))).rejects.toThrow('No matching export');
});

test('bundles no credential provider except the environment', async () => {
  const { metafile } = await bundle(replaceSdkModules());
  const providers = Object.keys(metafile.inputs).flatMap((path) => /credential-provider-[a-z-]+/.exec(path)?.[0] ?? []);
  expect(new Set(providers)).toEqual(new Set(['credential-provider-env']));
});

const regions = [...readFileSync(partitions, 'utf8').matchAll(/"((?:[a-z]+-)+\d)":/g)].map(([, region = '']) => region);
const client = new DynamoDBClient({ region: 'us-east-1' });
const noVariants = { UseFIPS: false, UseDualStack: false };

test('supports every region that the SDK supports', () => {
  expect(regions.length).toBeGreaterThan(30);
});

test.each(regions)('resolves the same endpoint in %s as the SDK', (Region) => {
  const theirs = client.config.endpointProvider({ Region, ...noVariants });
  expect(endpointFrom({}, Region).href).toBe(theirs.url.href);
});

const [own, any] = ['http://127.0.0.1:8000', 'http://127.0.0.1:9000'];

test.each([
  [{ AWS_ENDPOINT_URL_DYNAMODB: own, AWS_ENDPOINT_URL: any }, `${own}/`],
  [{ AWS_ENDPOINT_URL: any }, `${any}/`],
  [{ AWS_ENDPOINT_URL_DYNAMODB: '' }, 'https://dynamodb.eu-west-1.amazonaws.com/'],
  [{ AWS_ENDPOINT_URL: any, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, 'https://dynamodb.eu-west-1.amazonaws.com/'],
])('takes the endpoint from the environment: %j', (environment, expected) => {
  expect(endpointFrom(environment, 'eu-west-1').href).toBe(expected);
});

test.each(['', '0', 'false', 'False', 'TRUE'])('treats a setting of %j as unset, as the SDK does', (value) => {
  const environment = {
    AWS_USE_FIPS_ENDPOINT: value,
    AWS_USE_DUALSTACK_ENDPOINT: value,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: value,
    AWS_ENDPOINT_URL_DYNAMODB: 'https://own.example',
  };
  expect(String(endpointFrom(environment, 'us-east-1'))).toBe('https://own.example/');
});

test.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])('refuses %s', (name) => {
  expect(() => endpointFrom({ [name]: 'true' }, 'us-east-1')).toThrow('FIPS');
  expect(endpointFrom({ [name]: 'false' }, 'us-east-1').hostname).toBe('dynamodb.us-east-1.amazonaws.com');
});
