import type { Item } from '../../support/fake-dynamodb/values.ts';
import { shardsIn, sum, votesIn } from './stored-state.ts';

type Keyed = Item & { readonly pk: string; readonly sk: string };

/**
 * Checks promise 1 in a table without pending writes: each article's tally equals its votes, and each shard counts
 * exactly the votes that name it. A closed shard keeps its counts for readers, but `spread` counts its votes.
 */
export function wrongTallies(items: readonly Keyed[]): string[] {
  const votes = votesIn(items);
  const all = shardsIn(items);
  const shards = all.filter(({ closed }) => !closed);
  const articles = new Set([...votes, ...all].map(({ articleId }) => articleId));
  return [...articles].flatMap((articleId) => {
    const own = shards.filter((shard) => shard.articleId === articleId);
    const closed = new Set(all.filter((each) => each.articleId === articleId && each.closed).map(({ name }) => name));
    const cast = votes.filter((vote) => vote.articleId === articleId);
    const voted = sum(cast.map(({ rating }) => oneOf(rating)));
    const tally = sum(own.map(({ counts }) => counts));
    const wrong =
      voted.join() === tally.join() ? [] : [`${articleId}: votes ${voted.join(' ')}, tally ${tally.join(' ')}`];
    for (const { name, counts } of own) {
      if (counts.some((count) => count < 0)) wrong.push(`${articleId}: shard ${name} counts ${counts.join(' ')}`);
      const holder = (shard = '00') => (closed.has(shard) ? 'spread' : shard);
      const held = sum(cast.filter(({ shard }) => holder(shard) === name).map(({ rating }) => oneOf(rating)));
      if (held.join() !== counts.join())
        wrong.push(`${articleId}: shard ${name} counts ${counts.join(' ')}, its votes are ${held.join(' ')}`);
    }
    return wrong;
  });
}

function oneOf(rating: number): number[] {
  return [1, 2, 3, 4, 5].map((star) => (star === rating ? 1 : 0));
}
