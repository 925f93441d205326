import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildWidget } from '../../../bundling/widget/build-widget.ts';
import { INTERNAL } from '../../../bundling/widget/widget-options.ts';
import { allEnglish } from '../support/english.ts';

const folder = mkdtempSync(join(tmpdir(), 'article-rating-bundle-'));
const script = join(folder, 'article-rating.js');

beforeAll(() => buildWidget(folder));
afterAll(() => rmSync(folder, { recursive: true }));

const gzipped = (file: string) => gzipSync(readFileSync(file)).length;

test('script, style and English take at most 5,000 bytes, gzipped', () => {
  const size = gzipped(script);
  process.stdout.write(`The widget takes ${size} bytes, gzipped.\n`);
  expect(size).toBeLessThanOrEqual(5_000);
});

test('a language takes at most 1,000 bytes, gzipped', () => {
  const files = globSync(join(folder, 'lang/*.js'));
  expect(files).toHaveLength(16);
  const sizes = files.map(gzipped);
  process.stdout.write(`A language takes up to ${Math.max(...sizes)} bytes, gzipped.\n`);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
});

test('each part loaded on demand takes at most 1,500 bytes, gzipped', () => {
  // The proof-of-work solver, altcha's, is a little larger and loads only if the operator requires proofs.
  const parts = globSync(join(folder, '*.js')).filter((file) => file !== script && !file.endsWith('proof-worker.js'));
  const large = parts.filter((file) => gzipped(file) > 1_500).map((file) => `${basename(file)}: ${gzipped(file)}`);
  expect(parts.length).toBeGreaterThan(4);
  expect(large).toEqual([]);
});

test('the script refers to the parts of its own build, and each of them exists', () => {
  const code = globSync(join(folder, '*.js'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  const named = [...code.matchAll(/article-rating\.[a-z-]+\.[0-9a-f]{8}/g)].map(([name]) => `${name}.js`);
  expect(new Set(named)).toEqual(new Set(globSync('article-rating.*.*.js', { cwd: folder })));
  expect(code).not.toMatch(/"@(?!context"|type")/);
});

test('the same source gives the same bytes', async () => {
  const again = mkdtempSync(join(tmpdir(), 'article-rating-bundle-'));
  await buildWidget(again);
  const names = globSync('**/*.js', { cwd: folder });
  expect(globSync('**/*.js', { cwd: again })).toEqual(names);
  for (const name of names) expect(readFileSync(join(again, name))).toEqual(readFileSync(join(folder, name)));
  rmSync(again, { recursive: true });
});

test('Node, which has no document, can import it twice', () => {
  const url = pathToFileURL(script).href;
  const program = `const { ArticleRatingElement } = await import('${url}'); await import('${url}?again'); process.stdout.write(typeof ArticleRatingElement)`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })).toBe('function');
});

test('shortens no public name', () => {
  const types = readFileSync(join(import.meta.dirname, '../../../widget/types.ts'), 'utf8');
  const publicNames = [...types.matchAll(/^\s+(?:readonly )?(\w+)\??:/gm)].map(([, name]) => name!);
  expect(publicNames).toContain('distribution');
  const taken = [...publicNames, ...Object.keys(allEnglish), ...Object.getOwnPropertyNames(Array.prototype)];
  expect(taken.filter((name) => INTERNAL.test(name))).toEqual([]);
});

test('parses no HTML, evaluates no text, sets no style attribute, contains no other address', () => {
  const code = readFileSync(script, 'utf8');
  expect(code).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|\.style\b|cssText/,
  );
  expect(code.match(/https?:\/\/[^"'`]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  expect(code).not.toMatch(/document\.cookie/);
});
