import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const files = (page: string) =>
  [
    ...readFileSync(join(root, page), 'utf8').matchAll(
      /`((?:bench|bin|bundling|edge|lambda|lib|local|operator|test|widget)(?:\/[\w./-]+)?)`/g,
    ),
  ].map(([, path]) => path!);

test.each(['docs/tour.md', 'docs/design.md', 'docs/correctness.md', 'docs/operations.md', 'CONTRIBUTING.md'])(
  '%s names only files and folders that exist',
  (page) => {
    expect(files(page).length).toBeGreaterThan(0);
    expect(files(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  },
);
