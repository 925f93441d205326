import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ArticleId } from '../../domain/article-id.ts';
import { openKeys } from './article-layout.ts';
import type { ArticleLayout } from './article-layout.ts';
import type { ClockAndRandom } from '../../domain/clock-and-random.ts';
import { foldKey } from './fold-key.ts';
import type { ArticleMemory } from './article-memory.ts';
import { openFurtherKeys } from './open-further-keys.ts';

/** Votes a second per partition key above which an article opens more keys: half of a key's limit, to act in time. */
const RATE_PER_KEY = 250;

/** The home key and 31 that take votes: 7,750 votes a second at the rate above, 15,500 at the keys' limit. */
const MOST_KEYS = 32;

/** Minimum milliseconds that further keys stay open: opening and folding one costs about 130 write units. */
const OPEN_FOR = 600_000;

/** Probability that a writer that measures such a rate acts on it. */
const CHANCE = 0.2;

/** Opens or folds further partition keys if the article's measured vote rate requires it. */
export async function resizeArticle(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: ArticleId,
  article: ArticleMemory,
  { now, elapsed, random }: ClockAndRandom,
  mostKeys = MOST_KEYS,
): Promise<void> {
  const measured = article.takeRate();
  const full = article.takeFull();
  if (measured === undefined && !full) return;
  const { layout } = article;
  const open = openKeys(layout);
  // If the open keys take no more votes, assume at least the rate of their limit, whatever this instance has measured.
  const rate = full ? Math.max(measured ?? 0, 2 * RATE_PER_KEY * open) : (measured ?? 0);
  const asked = rate * article.shedder.pressure(elapsed());
  let resized: ArticleLayout | undefined;
  if (asked > RATE_PER_KEY * open && open < mostKeys && random() < CHANCE) {
    const wanted = Math.min(Math.ceil(asked / RATE_PER_KEY), mostKeys);
    resized = await openFurtherKeys(client, table, articleId, layout, wanted - open, now());
  } else if (asked < (RATE_PER_KEY / 4) * (open - 1) && now() - layout.openedAt > OPEN_FOR) {
    resized = await foldKey(client, table, articleId, layout, now());
  }
  if (resized !== undefined) article.layout = resized;
}
