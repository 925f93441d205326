import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { subset } from 'semver';

const projectRoot = join(import.meta.dirname, '..');
const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'));

interface Package {
  readonly engines?: { readonly node?: string };
}

const ours = (read('package.json') as Package).engines?.node ?? '';
const { packages } = read('package-lock.json') as { packages: Record<string, Package> };

test('every package supports every Node version in package.json, so that npm does not warn', () => {
  const narrower = Object.entries(packages).filter(([, { engines }]) => !subset(ours, engines?.node ?? '*'));
  expect(narrower.map(([path, { engines }]) => `${path}: ${engines?.node}`)).toEqual([]);
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/command-line.md'])('%s names the versions of package.json', (page) => {
  expect(ours).toBe('^20.19.0 || ^22.13.0 || >=24.0.0');
  const words = readFileSync(join(projectRoot, page), 'utf8').replace(/\s+/g, ' ');
  expect(words).toContain('Node 20.19, 22.13, or 24 and newer');
});
