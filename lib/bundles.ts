import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of deployed files that are not in the template. */
export interface Bundles {
  /** One folder per function, named as its entry file, with an `index.mjs`. */
  readonly functions: string;
  /** The code of CloudFront functions. */
  readonly edge: string;
  /** The demo pages. */
  readonly demo: string;
  /** Files of the site with fixed names: the API's description and the widget. */
  readonly pages: string;
  /** Immutable files of the site: the widget and its parts, with their hashes in the names. */
  readonly versions: string;
  /** The name of that file, e.g. `article-rating.0123456789ab.js`. */
  readonly versionedWidget: string;
  /** Hash of that file, for a script tag's `integrity` attribute. */
  readonly integrity: string;
}

const root = join(import.meta.dirname, '..');
// The npm package contains the bundles; see `bundling/pack.ts`.
const packed = join(root, 'bundles');

let made: Bundles | undefined;

/**
 * The bundles of the npm package or, in a clone, built from the sources once per process. ARTICLE_RATING_BUNDLES is a
 * folder of finished bundles: a test run builds them once for all its processes.
 */
export function bundles(): Bundles {
  return (made ??= describe(finished() ?? build()));
}

function finished(): string | undefined {
  return [process.env['ARTICLE_RATING_BUNDLES'] ?? '', packed].find((folder) => existsSync(folder));
}

function build(): string {
  const folder = mkdtempSync(join(tmpdir(), `article-rating-bundles-${process.pid}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  // A child process: constructs are synchronous, esbuild plugins are not.
  const typescript = process.features.typescript ? [] : ['--import', 'tsx'];
  execFileSync(process.execPath, [...typescript, join(root, 'bundling/main.ts'), folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

function describe(folder: string): Bundles {
  const versions = join(folder, 'versions');
  // The folder also contains the widget's parts, under other names.
  const versionedWidget = readdirSync(versions).find((file) => /^article-rating\.[0-9a-f]{12}\.js$/.test(file)) ?? '';
  const hash = createHash('sha384').update(readFileSync(join(versions, versionedWidget)));
  return {
    functions: join(folder, 'functions'),
    edge: join(folder, 'edge'),
    demo: join(folder, 'demo'),
    pages: join(folder, 'pages'),
    versions,
    versionedWidget,
    integrity: `sha384-${hash.digest('base64')}`,
  };
}
