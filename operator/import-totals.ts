import type { ArticleId } from '../lambda/domain/article-id.ts';
import { EXIT, OperatorError } from './operator-error.ts';
import { addTemplate } from './plugins/article-id-template.ts';
import type { Templates } from './plugins/article-id-template.ts';
import type { Plugin } from './plugins/plugin.ts';
import { PLUGINS } from './plugins/plugins.ts';
import type { PluginName } from './plugins/plugins.ts';
import { postratingsScale } from './plugins/postratings-scale.ts';
import { readAddresses, readSites } from './plugins/read-sites.ts';
import type { SourceFormat } from './plugins/read-sites.ts';
import type { Site } from './plugins/sites.ts';
import { starsUpTo, UP_AND_DOWN } from './plugins/star-scale.ts';
import type { StarScale } from './plugins/star-scale.ts';
import type { Outcome, Session } from './session.ts';
import { addSite } from './totals-by-article.ts';
import type { ArticleTotals, TotalsByArticle } from './totals-by-article.ts';
import { changesTo, makeChanges, outcomeOfChanges } from './totals-changes.ts';
import { WrongLines } from './wrong-lines.ts';

export interface ImportTotalsOptions {
  readonly from: PluginName;
  readonly format: SourceFormat;
  /** Templates of article IDs: one for all, or `type=template`. */
  readonly articleId?: string | readonly string[];
  /** Exports of WordPress that say where posts are. */
  readonly addresses?: readonly string[];
  /** Of several sites in a dump the one whose tables begin so. */
  readonly prefix?: string;
  /** The plugin's best rating, or `up-down`, if the file does not say. */
  readonly max?: number | 'up-down';
  readonly strict?: boolean;
  readonly dryRun?: boolean;
}

/** Sets the imported totals of every article that the file speaks of. The whole file is read before anything is written. */
export async function importTotals(session: Session, file: string, options: ImportTotalsOptions): Promise<Outcome> {
  const { from, format, addresses = [], prefix, strict = false, dryRun = false } = options;
  const plugin: Plugin = PLUGINS[from];
  const templates = [options.articleId ?? []]
    .flat()
    .reduce<Templates>((all, each) => addTemplate(each, all), new Map());
  const wrong = new WrongLines(file);
  const sites = await readSites(session, file, { format, plugin, prefix }, wrong);
  await readAddresses(session, addresses, sites);
  if (sites.length > 1 && [...templates.values()].some((template) => !template.includes('{home}')))
    throw new OperatorError(
      `${file} has ${sites.length} sites, whose posts would get the same IDs. Begin --article-id with {home}, or say which with --prefix.`,
      { exitCode: EXIT.usage },
    );
  const totals: TotalsByArticle = { articles: new Map(), leftOut: new Map() };
  const scales = new Set<string>();
  for (const site of sites) {
    const scale = scaleOf(site, from, options.max);
    if (scale.unusual !== undefined) scales.add(scale.unusual);
    addSite(totals, site, scale, templates, from === 'applause');
    wrong.addAll(site.wrong);
  }
  if (strict) wrong.refuse();
  const importedAt = new Date(session.surroundings.now()).toISOString();
  const changes = await changesTo(session, from, totals.articles, importedAt);
  const made = dryRun ? undefined : await makeChanges(session, changes);
  const lines = [
    ...wrong.lines,
    ...aboutScales(from, scales),
    ...aboutLeftOut(totals.leftOut),
    ...aboutShared(totals.articles),
  ];
  return outcomeOfChanges({
    from,
    changes,
    made,
    articles: totals.articles,
    wrong,
    about: lines,
    leftOut: totals.leftOut,
  });
}

function scaleOf({ wordpress }: Site, from: PluginName, max: ImportTotalsOptions['max']): StarScale {
  if (max === 'up-down') return UP_AND_DOWN;
  if (max !== undefined) return starsUpTo(max);
  return from === 'wp-postratings' ? postratingsScale(wordpress.options) : starsUpTo(5);
}

function aboutScales(from: PluginName, scales: ReadonlySet<string>): string[] {
  return scales.size === 0 ? [] : [`${from} had ${[...scales].join(' and ')}: brought to five stars.`];
}

function aboutLeftOut(leftOut: ReadonlyMap<string, number>): string[] {
  if (leftOut.size === 0) return [];
  const all = [...leftOut.values()].reduce((sum, count) => sum + count, 0);
  const each = [...leftOut].map(([status, count]) => `${count.toLocaleString('en')} ${status}`).join(', ');
  return [`Left out ${all.toLocaleString('en')} rated posts that no visitor sees: ${each}.`];
}

const SHARED_SHOWN = 5;

/** Of different posts at one address somebody must know: it is one article for the widget, but perhaps nobody meant that. */
function aboutShared(articles: ReadonlyMap<ArticleId, ArticleTotals>): string[] {
  const shared = [...articles].filter(([, { posts }]) => posts.length > 1);
  const lines = shared.slice(0, SHARED_SHOWN).map(([id, { posts }]) => {
    const some = posts.slice(0, SHARED_SHOWN).map(({ post }) => post);
    return `${posts.length} posts get one article ID, ${id}: ${some.join(', ')}${posts.length > some.length ? ', …' : ''}.`;
  });
  const more = shared.length - lines.length;
  return more > 0 ? [...lines, `… and ${more.toLocaleString('en')} more IDs.`] : lines;
}
