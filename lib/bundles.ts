import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of deployed files that are not in the template. */
export interface Bundles {
  /** One folder a function, named as its entry file, with `index.mjs` in it. */
  readonly functions: string;
  /** The code of CloudFront functions. */
  readonly edge: string;
  /** The demo. */
  readonly demo: string;
  /** Files of the site that keep their names: the API's description, and the widget under its lasting one. */
  readonly pages: string;
  /** Files of the site that never change: the widget under a name that holds its hash. */
  readonly versions: string;
  /** The name of that file, e.g. `article-rating.0123456789ab.js`. */
  readonly versionedWidget: string;
  /** For the `integrity` attribute of a page that loads that file. */
  readonly integrity: string;
}

const root = join(import.meta.dirname, '..');
// The npm package brings them along; see `bundling/package.ts`.
const packed = join(root, 'bundles');

let made: Bundles | undefined;

/** The bundles: those of the npm package or, in a clone, built once a process from the sources. */
export function bundles(): Bundles {
  return (made ??= describe(existsSync(packed) ? packed : build()));
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
  // Beside the parts that it loads, which have their own names.
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
