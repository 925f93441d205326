import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readAssembly } from '../../local/template/assembly.ts';
import { functionsOf, type FunctionDefinition } from '../../local/template/functions.ts';
import { synthesize } from '../../local/template/synthesize.ts';
import { synthesizedAssembly, type Assembly } from '../support/synthesized-assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

let assembly: Assembly;
let functions: FunctionDefinition[];
beforeAll(async () => {
  assembly = await synthesizedAssembly();
  functions = functionsOf(readAssembly(assembly.folder));
});

// cdk.json makes findings of the CDK's own CloudFormation rules errors, so a finding leaves no assembly.
test('`cdk synth` has no warning, and makes the resources and assets of the local system', async () => {
  using out = temporaryFolder();
  const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const args = [cdk, 'synth', '--quiet', '--output', out.path];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, env: withoutAccount() });
  // npm's own warnings are about the machine.
  const ours = `${stdout}${stderr}`.split('\n').filter((line) => !line.startsWith('npm warn '));
  expect(ours.filter((line) => /warn|deprecated|error/i.test(line))).toEqual([]);
  expect(readFileSync(join(out.path, 'manifest.json'), 'utf8')).not.toMatch(/aws:cdk:(warning|error)/);

  const local = readAssembly(assembly.folder);
  const deployed = readAssembly(out.path);
  // The template, which is an asset too, differs in its metadata.
  const assets = (one: typeof local) => [...one.assets.keys()].filter((key) => !key.endsWith('.json'));
  expect(withoutMetadata(local)).toEqual(withoutMetadata(deployed));
  expect(assets(local)).toEqual(assets(deployed));
});

/** `cdk synth` would look up the account of credentials over the network. */
function withoutAccount(): NodeJS.ProcessEnv {
  const none = join(root, 'no-such-file');
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(own),
    // Makes the `node` in `cdk.json` the Node that runs this process.
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    ARTICLE_RATING_BUNDLES: '',
    ...{ AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none },
  };
}

/** Only `cdk synth` adds the paths of constructs and assets. */
function withoutMetadata({ template }: ReturnType<typeof readAssembly>): object[] {
  return Object.entries(template.Resources).map(([id, { Type, Properties }]) => ({ id, Type, Properties }));
}

test('loads each bundle with only the environment variables of the template', async () => {
  expect(functions).toHaveLength(2);
  for (const { file, handler, environment } of functions) {
    const script = `const { ${handler} } = await import(${JSON.stringify(pathToFileURL(file).href)}); process.stdout.write(typeof ${handler});`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...environment, AWS_REGION: 'us-east-1' },
      cwd: '/',
    });
    expect(stdout).toBe('function');
  }
});

test('maps each bundle to its sources, without including them', () => {
  for (const { file } of functions) {
    expect(existsSync(`${file}.map`)).toBe(true);
    const map = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[]; sourcesContent?: unknown };
    expect(map.sources.filter((source) => source.includes('lambda/'))).not.toHaveLength(0);
    expect(map).not.toHaveProperty('sourcesContent');
  }
});

test('reports an invalid setting in words, without a stack trace', async () => {
  using folder = temporaryFolder();
  const failure = await synthesize(join(folder.path, 'cdk.out'), { settings: { cacheSeconds: 'x' } }).catch(String);
  expect(failure).toContain(
    'The setting article-rating:cacheSeconds must be a whole number from 0 to 86400, but is "x".',
  );
  expect(failure).not.toMatch(/^ {4}at /m);
});
