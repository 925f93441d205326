import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWidget } from './widget/build-widget.ts';

const demoSources = join(import.meta.dirname, '../demo');

/**
 * Lays out the files that the distribution serves: in `demo` the demo pages; in `pages` the API's description and the
 * widget under fixed names; in `versions` immutable files with their hash in the name: the widget and its lazily loaded
 * parts.
 */
export async function buildSite(folder: string): Promise<void> {
  const pages = join(folder, 'pages');
  const versions = join(folder, 'versions');
  await cp(demoSources, join(folder, 'demo'), { recursive: true });
  await mkdir(pages, { recursive: true });
  await copyFile(join(import.meta.dirname, '../docs/openapi.json'), join(pages, 'openapi.json'));
  await buildWidget(pages);
  const widget = join(pages, 'article-rating.js');
  const hash = createHash('sha256')
    .update(await readFile(widget))
    .digest('hex');
  await mkdir(versions, { recursive: true });
  for (const part of (await readdir(pages)).filter((file) => /^article-rating\..+\.js$/.test(file))) {
    await rename(join(pages, part), join(versions, part));
  }
  // In the same folder of the site as the unversioned one: the widget derives the API's address from its own.
  await copyFile(widget, join(versions, `article-rating.${hash.slice(0, 12)}.js`));
}
