import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { findMovers } from '../../../operator/report/find-movers.ts';
import type { ArticleStatistics } from '../../../operator/report/gather-statistics.ts';
import type { StarCounts } from '../../../lambda/domain/tally.ts';
import { seeded } from '../../support/chance.ts';

/** Draws a number of votes with the given share of each star. */
function draw(random: () => number, shares: readonly number[], votes: number): StarCounts {
  const counts: StarCounts = [0, 0, 0, 0, 0];
  for (let vote = 0; vote < votes; vote++) {
    let rest = random();
    let star = 0;
    while (star < 4 && rest > (shares[star] ?? 0)) rest -= shares[star++] ?? 0;
    counts[star as 0]++;
  }
  return counts;
}

const statistics = (recent: StarCounts, earlier: StarCounts): ArticleStatistics => ({
  ...{ tally: [0, 0, 0, 0, 0], recent, earlier, invented: 0 },
});
const MOSTLY_FIVES = [0.05, 0.03, 0.07, 0.2, 0.65];

test('lists hardly any of hundreds of unchanged articles', () => {
  let listed = 0;
  for (let site = 0; site < 10; site++) {
    const random = seeded(site);
    const articles = Array.from({ length: 200 }, (_, index) => {
      const recent = draw(random, MOSTLY_FIVES, 5 + Math.floor(random() * 60));
      const earlier = draw(random, MOSTLY_FIVES, 5 + Math.floor(random() * 600));
      return [`article-${index}` as ArticleId, statistics(recent, earlier)] as const;
    });
    const { falling, rising } = findMovers(new Map(articles), 200);
    listed += falling.length + rising.length;
  }
  // Chance lists two of the 2,000; a threshold of 0.1 between the averages would list 600.
  expect(listed).toBeLessThanOrEqual(4);
});

test('lists articles that really fell or rose, the most certain first', () => {
  const before: StarCounts = [5, 3, 7, 20, 65];
  const articles = new Map([
    ['as before', statistics([1, 1, 1, 4, 13], before)],
    ['a little worse', statistics([8, 2, 2, 3, 5], before)],
    ['stuffed', statistics([40, 0, 0, 0, 2], before)],
    ['better', statistics([0, 0, 0, 3, 57], [20, 20, 20, 20, 20])],
    ['too few', statistics([9, 0, 0, 0, 0], before)],
  ]) as unknown as Map<ArticleId, ArticleStatistics>;
  const { falling, rising } = findMovers(articles, 10);
  expect(falling.map(({ articleId }) => articleId)).toEqual(['stuffed', 'a little worse']);
  expect(rising.map(({ articleId }) => articleId)).toEqual(['better']);
  expect(falling[0]).toMatchObject({ before: 4.37, recentVotes: 42 });
});
