/**
 * `npm run template [folder]`: builds a template that deploys without the CDK or Node, and the files that it deploys.
 * The settings come from `cdk.json`; the most common ones are parameters of the template.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, DefaultStackSynthesizer } from 'aws-cdk-lib';
import type { IStackSynthesizer } from 'aws-cdk-lib';
import { ArticleRatingStack } from '../lib/article-rating-stack.ts';
import { readSettings } from '../lib/settings/read-settings.ts';
import { addParameters, ASSETS_BUCKET, SOME_EMAIL } from '../lib/template-parameters.ts';
import { outputFolder } from './output-folder.ts';
import { templateReadme } from './standalone-template-readme.ts';
import { zipFolder } from './zip-folder.ts';

interface AssetManifest {
  readonly files: Record<
    string,
    {
      readonly source: { readonly path: string; readonly packaging: 'file' | 'zip' };
      readonly destinations: Record<string, { readonly objectKey: string }>;
    }
  >;
}

const root = join(import.meta.dirname, '..');
const folder = outputFolder('template', process.argv.slice(2), 'template');
const outdir = join(folder, 'cdk.out');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

mkdirSync(join(folder, 'assets'), { recursive: true });
process.stderr.write('Synthesizing …\n');
const app = new App({ outdir, context });
// The template always has the alarm topic. Without an address the topic has no subscriber and costs nothing.
const { alarmEmail = SOME_EMAIL, ...given } = readSettings(app.node);
const settings = { ...given, alarmEmail };
// The CDK's types conflict under exactOptionalPropertyTypes.
const synthesizer = new DefaultStackSynthesizer({
  // The name is a parameter, so that the files can be in any of the operator's buckets.
  fileAssetsBucketName: `\${${ASSETS_BUCKET}}`,
  generateBootstrapVersionRule: false,
}) as IStackSynthesizer;
const stack = new ArticleRatingStack(app, 'ArticleRating', {
  settings,
  synthesizer,
  description: `Star ratings for web pages, article-rating ${version}`,
});
addParameters(stack, settings);
app.synth();

const manifest = JSON.parse(readFileSync(join(outdir, 'ArticleRating.assets.json'), 'utf8')) as AssetManifest;
for (const { source, destinations } of Object.values(manifest.files)) {
  const path = join(outdir, source.path);
  if (source.path.endsWith('.template.json') || !existsSync(path)) continue;
  const content = source.packaging === 'zip' ? zipFolder(path) : readFileSync(path);
  for (const { objectKey } of Object.values(destinations)) writeFileSync(join(folder, 'assets', objectKey), content);
}
const text = readFileSync(join(outdir, 'ArticleRating.template.json'), 'utf8');
writeFileSync(join(folder, 'article-rating.template.json'), text);
const { Parameters } = JSON.parse(text) as { Parameters: Record<string, { Description?: string }> };
const page = readFileSync(join(root, 'docs/shipped/template.md'), 'utf8');
writeFileSync(join(folder, 'README.md'), templateReadme(page, Parameters, settings.keepData));
rmSync(outdir, { recursive: true });
process.stdout.write(`${folder}\n`);
