import { Command } from 'commander';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { parseArticleId } from '../../lambda/domain/article-id.ts';
import { summarize } from '../../lambda/domain/summary.ts';
import { articlePartition } from '../../lambda/storage/items/keys.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import { barChart } from '../terminal/bars.ts';
import { readArticle, shownTally } from '../table/read-article.ts';
import type { Article } from '../table/read-article.ts';
import { Holds } from '../votes/holds.ts';
import { EXIT } from '../session/operator-error.ts';
import { scan } from '../table/scan.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { similarIds } from '../table/similar-ids.ts';
import { aboutUnknown } from '../table/unknown-article.ts';
import { averageText, counted, n } from '../../lambda/domain/format-numbers.ts';
import { votesOf } from '../../lambda/domain/tally.ts';

export function showCommand(run: Run): Command {
  return new Command('show')
    .description('show articles: average, count, distribution, shards, imported totals, last vote, held votes')
    .argument('<id...>', 'article IDs')
    .option('--quick', 'skip the last vote and held votes, which need a scan of the whole table')
    .action((ids: string[], { quick = false }: { quick?: boolean }, command) => {
      const articleIds = ids.map(parseArticleId);
      return run(command as Command, (session) => show(session, articleIds, quick));
    });
}

export async function show(session: Session, articleIds: readonly ArticleId[], quick: boolean): Promise<Outcome> {
  const articles = await Promise.all(articleIds.map((id) => readArticle(session, id)));
  const last = quick ? undefined : await lastVotes(session, articleIds);
  const unknown = articles.filter((article) => isUnknown(article, last)).map(({ articleId }) => articleId);
  const similar = quick || unknown.length === 0 ? undefined : await similarIds(session, unknown);
  const json = articles.map((article) => ({
    articleId: article.articleId,
    ...summarize(shownTally(article)),
    shards: article.shards.map(({ sk, counts }) => ({ shard: sk.slice('TALLY#'.length), distribution: counts })),
    imported: article.imported.map(({ counts, ...rest }) => ({ ...rest, distribution: counts })),
    ...(last && {
      lastVote: last.get(article.articleId)?.votedAt ?? null,
      held: last.get(article.articleId)?.held ?? 0,
      holds: last.get(article.articleId)?.holds.toJSON() ?? [],
    }),
    ...(unknown.includes(article.articleId) && { unknown: true, similar: similar?.get(article.articleId) ?? [] }),
  }));
  const texts = articles.map((article) =>
    unknown.includes(article.articleId)
      ? aboutUnknown(article.articleId, similar?.get(article.articleId) ?? []) +
        (quick ? ' Run without --quick to search for similar IDs.' : '')
      : describe(article, last),
  );
  return { json, text: texts.join('\n\n'), exitCode: unknown.length > 0 ? EXIT.look : EXIT.done };
}

/** Whether an article has no items at all, not even a withdrawn vote: it was never rated, or it was moved. */
function isUnknown({ articleId, shards, imported, foreign }: Article, last?: ReadonlyMap<string, Kept>): boolean {
  return shards.length + imported.length + foreign.length === 0 && !last?.has(articleId);
}

function describe(article: Article, last: ReadonlyMap<string, Kept> | undefined): string {
  const tally = shownTally(article);
  const { average, count } = summarize(tally);
  const held = last?.get(article.articleId)?.held ?? 0;
  return [
    article.articleId,
    count === 0 ? 'No votes' : `${averageText(average)} from ${counted(count, 'vote')}`,
    ...barChart(tally),
    `Shards: ${article.shards.length}, with ${counted(votesOf(article.voted), 'vote')}`,
    ...article.imported.map(
      ({ source, counts, invented }) =>
        `Imported from ${source}: ${n(votesOf(counts))}${invented ? ', distribution invented to fit count and sum' : ''}`,
    ),
    ...(article.foreign.length > 0 ? [`Unknown items: ${article.foreign.map(({ sk }) => sk).join(', ')}`] : []),
    ...(last ? [`Last vote: ${last.get(article.articleId)?.votedAt ?? 'none'}`] : []),
    ...(held > 0 ? [`Held: ${n(held)}, which are not counted; ratings release --hold restores them`] : []),
    ...(last?.get(article.articleId)?.holds.lines() ?? []).map((line) => `  ${line}`),
  ].join('\n');
}

interface Kept {
  /** Time of the last counted vote. */
  votedAt: string | undefined;
  /** Number of held votes. */
  held: number;
  readonly holds: Holds;
}

/** Scans the table: there is no index by article, because votes are spread so that no article is a hot spot. */
async function lastVotes(session: Session, articleIds: readonly ArticleId[]): Promise<Map<string, Kept>> {
  const last = new Map<string, Kept>();
  const names = articleIds.map((_, index) => `:a${index}`);
  await scan(
    session,
    'Looking for the last vote',
    (items) => {
      for (const item of items) {
        const parsed = parseItem(item);
        if (parsed.kind !== 'vote' && parsed.kind !== 'held') continue;
        const { articleId, votedAt } = parsed.vote;
        const known = last.get(articleId) ?? { votedAt: undefined, held: 0, holds: new Holds() };
        last.set(articleId, known);
        if (parsed.kind === 'held') {
          known.held++;
          if (parsed.vote.hold) known.holds.add(parsed.vote.voter, parsed.vote.hold);
        } else if ((votedAt ?? '') > (known.votedAt ?? '')) known.votedAt = votedAt;
      }
    },
    {
      FilterExpression: `sk IN (${names.join(', ')})`,
      ExpressionAttributeValues: Object.fromEntries(
        articleIds.map((id, index) => [`:a${index}`, articlePartition(id)]),
      ),
    },
  );
  return last;
}
