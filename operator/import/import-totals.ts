import { EXIT, OperatorError } from '../session/operator-error.ts';
import { aboutClosed, aboutFurther, aboutLeftOut } from './about-left-out.ts';
import { aboutElsewhere, aboutShared } from './about-ids.ts';
import { aboutOthers, totalsOfOtherPlugins } from './totals-of-other-plugins.ts';
import { addTemplate } from '../wordpress/article-id-template.ts';
import type { Templates } from '../wordpress/article-id-template.ts';
import type { Plugin } from '../wordpress/plugin.ts';
import { PLUGINS } from '../wordpress/plugins.ts';
import type { PluginName } from '../wordpress/plugins.ts';
import { postratingsScale } from '../wordpress/postratings-scale.ts';
import { readAddresses, readSites } from '../wordpress/read-sites.ts';
import type { SourceFormat } from '../wordpress/read-sites.ts';
import type { DumpSite } from '../wordpress/dump-sites.ts';
import { starsUpTo, UP_AND_DOWN } from '../wordpress/star-scale.ts';
import type { StarScale } from '../wordpress/star-scale.ts';
import type { Outcome, Session } from '../session/session.ts';
import { aboutStale, staleTotals } from './stale-totals.ts';
import { addSite } from './totals-by-article.ts';
import type { TotalsByArticle } from './totals-by-article.ts';
import { changesTo, makeChanges } from './totals-changes.ts';
import { WrongLines } from '../files/wrong-lines.ts';
import { outcomeOfChanges } from './totals-outcome.ts';

export interface ImportTotalsOptions {
  readonly from: PluginName;
  readonly format: SourceFormat;
  /** Templates of article IDs: one for all types, or `type=template`. */
  readonly articleId?: string | readonly string[];
  /** WordPress export files with the posts' addresses. */
  readonly addresses?: readonly string[];
  /** Table prefix of the site to import, if a dump has several. */
  readonly prefix?: string;
  /** The plugin's best rating, or `up-down`, if the file does not say. */
  readonly max?: number | 'up-down';
  readonly strict?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Sets the imported totals of every article in the file. Reads the whole file before it writes anything.
 * @param where the options that name the table, for the undo command
 */
export async function importTotals(
  session: Session,
  file: string,
  options: ImportTotalsOptions,
  where = '',
): Promise<Outcome> {
  const { from, format, addresses = [], prefix, strict = false, dryRun = false } = options;
  const plugin: Plugin = PLUGINS[from];
  const templates = [options.articleId ?? []]
    .flat()
    .reduce<Templates>((all, each) => addTemplate(each, all), new Map());
  const wrong = new WrongLines(file);
  const chosen = await readSites(session, file, { format, plugin, prefix }, wrong);
  const { sites, closed } = chosen;
  if (sites.length + closed.size === 0 && wrong.count === 0) throw noRatings(file, from);
  for (const { prefix: lacking, address } of chosen.missing)
    wrong.add(0, `it has no rows of ${lacking}postmeta, so the ratings of ${address} are missing. ${COMPLETE}`);
  const unneeded = await readAddresses(session, addresses, chosen);
  refuseUnknownTypes(templates, sites);
  if (sites.length > 1 && [...templates.values()].some((template) => !template.includes('{home}')))
    throw new OperatorError(
      `${file} has ${sites.length} sites, whose posts would get the same IDs. Begin --article-id with {home}, or choose one site with --prefix.`,
      { exitCode: EXIT.usage },
    );
  const totals: TotalsByArticle = { articles: new Map(), leftOut: new Map(), elsewhere: new Set(), unplaced: 0 };
  const scales = new Map<string, string[]>();
  for (const site of sites) {
    const scale = scaleOf(site, from, options.max);
    if (scale === undefined) throw unknownScale(file, site);
    const name = sites.length > 1 ? site.wordpress.home : undefined;
    if (scale.unusual !== undefined) scales.set(scale.unusual, [...(scales.get(scale.unusual) ?? []), name ?? '']);
    addSite(totals, site, scale, templates, from === 'applause', name);
    wrong.addAll(site.wrong);
  }
  if (strict) wrong.refuse();
  const importedAt = new Date(session.clockAndRandom.now()).toISOString();
  const changes = await changesTo(session, from, totals.articles, importedAt);
  const others = await totalsOfOtherPlugins(session, from, totals.articles.keys());
  const stale = await staleTotals(session, from, totals.articles);
  const made = dryRun ? undefined : await makeChanges(session, changes);
  const lines = [
    ...wrong.lines,
    ...unneeded,
    ...aboutClosed(closed, (site) => site.gatherer.totals(scaleOf(site, from, options.max) ?? starsUpTo(5)).length),
    ...aboutScales(from, scales),
    ...aboutLeftOut(totals.leftOut),
    ...aboutFurther(sites),
    ...aboutShared(totals.articles),
    ...aboutElsewhere(totals.elsewhere, sites),
    ...aboutOthers(others),
    ...aboutStale(from, stale),
  ];
  return outcomeOfChanges({
    from,
    changes,
    made,
    articles: totals.articles,
    wrong,
    unplaced: totals.unplaced,
    about: lines,
    leftOut: totals.leftOut,
    where,
  });
}

const COMPLETE = 'Dump all tables of the network, or name one site with --prefix.';

function noRatings(file: string, from: PluginName): OperatorError {
  const message = `${file} has no ratings of ${from}. Is it the right file, with all tables of the site?`;
  return new OperatorError(message, { exitCode: EXIT.usage });
}

/** Refuses templates for types that no post has: they would have no effect. */
function refuseUnknownTypes(templates: Templates, sites: readonly DumpSite[]): void {
  const types = new Set(sites.flatMap(({ wordpress }) => [...wordpress.posts.values()].map(({ type }) => type)));
  const unknown = [...templates.keys()].find((type) => type !== '' && !types.has(type));
  if (unknown === undefined || types.size === 0) return;
  const message = `--article-id names the type ${unknown}, which no post has. The types are ${[...types].sort().join(', ')}.`;
  throw new OperatorError(message, { exitCode: EXIT.usage });
}

function unknownScale(file: string, { wordpress: { home } }: DumpSite): OperatorError {
  const site = home === undefined ? '' : ` of ${home}`;
  const message = `${file} has no settings of WP-PostRatings${site}, so its highest rating is unknown. Dump the table wp_options too, or pass --max: 5 for five stars, up-down for thumbs.`;
  return new OperatorError(message, { exitCode: EXIT.usage });
}

function scaleOf({ wordpress }: DumpSite, from: PluginName, max: ImportTotalsOptions['max']): StarScale | undefined {
  if (max === 'up-down') return UP_AND_DOWN;
  if (max !== undefined) return starsUpTo(max);
  return from === 'wp-postratings' ? postratingsScale(wordpress.options) : starsUpTo(5);
}

/** @param scales names of the sites with each scale; an empty name if there is only one site */
function aboutScales(from: PluginName, scales: ReadonlyMap<string, readonly string[]>): string[] {
  return [...scales].map(([scale, sites]) => {
    const where = sites.filter(Boolean).join(', ');
    return `Converted to five stars: ${from}${where && ` on ${where}`} used ${scale}.`;
  });
}
