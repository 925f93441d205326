import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readAssembly } from '../../local/template/assembly.ts';
import { functionsOf, type FunctionDefinition } from '../../local/template/functions.ts';
import { synthesize } from '../../local/template/synthesize.ts';
import { synthesizedAssembly, type Assembly } from '../support/assembly.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let assembly: Assembly;
let functions: FunctionDefinition[];
beforeAll(async () => {
  assembly = await synthesizedAssembly();
  functions = functionsOf(readAssembly(assembly.folder));
});

// cdk.json makes findings of the CDK's own CloudFormation rules errors, so a finding leaves no assembly.
test('synthesizes without a warning', () => {
  // npm's own warnings are about the machine.
  const ours = assembly.output.split('\n').filter((line) => !line.startsWith('npm warn '));
  expect(ours.filter((line) => /warn|deprecated|error/i.test(line))).toEqual([]);
  const manifest = readFileSync(join(assembly.folder, 'manifest.json'), 'utf8');
  expect(manifest).not.toMatch(/aws:cdk:(warning|error)/);
});

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
