import type { Rating } from '../../lambda/domain/rating.ts';
import { addTallies, countVote, EMPTY_TALLY } from '../../lambda/domain/tally.ts';
import type { StarCounts, Tally } from '../../lambda/domain/tally.ts';
import { countingShard, layoutOf, QUIET } from '../../lambda/storage/tally/article-layout.ts';
import type { StoredShard } from '../../lambda/storage/items/parse-item.ts';
import { parseShardName, SPREAD } from '../../lambda/storage/items/shard-name.ts';
import type { ShardName } from '../../lambda/storage/items/shard-name.ts';

/** The sum of the votes that name a shard, and the shard's counts. */
export interface Count {
  readonly votes: Tally;
  readonly tally: Tally;
}

/** The count of one article, by shard. Votes are added up, not stored. */
export class ArticleCount {
  readonly #votes = new Map<ShardName, StarCounts>();
  readonly #shards = new Map<ShardName, Tally>();
  #layout = QUIET;

  /** @param shard the shard that the vote names */
  addVote(shard: ShardName, rating: Rating): void {
    const votes: StarCounts = this.#votes.get(shard) ?? [0, 0, 0, 0, 0];
    countVote(votes, rating);
    this.#votes.set(shard, votes);
  }

  addShard({ name, counts, rest }: StoredShard): void {
    this.#shards.set(name, counts);
    if (name === SPREAD) this.#layout = layoutOf(rest);
  }

  /** Votes and tally of each shard; `spread` includes the votes of folded keys. */
  shards(): Map<ShardName, Count> {
    const counts = new Map<ShardName, Count>();
    const add = (shard: ShardName, votes: Tally, tally: Tally) => {
      const before = counts.get(shard) ?? { votes: EMPTY_TALLY, tally: EMPTY_TALLY };
      counts.set(shard, { votes: addTallies(before.votes, votes), tally: addTallies(before.tally, tally) });
    };
    for (const [shard, votes] of this.#votes) add(countingShard(this.#layout, shard), votes, EMPTY_TALLY);
    for (const [shard, tally] of this.#shards) if (this.#isRead(shard)) add(shard, EMPTY_TALLY, tally);
    return counts;
  }

  get votes(): Tally {
    return [...this.#votes.values()].reduce<Tally>(addTallies, EMPTY_TALLY);
  }

  get tally(): Tally {
    return [...this.shards().values()].map(({ tally }) => tally).reduce(addTallies, EMPTY_TALLY);
  }

  #isRead(shard: ShardName): boolean {
    const { serial } = parseShardName(shard);
    return serial === undefined || (serial >= this.#layout.first && serial < this.#layout.next);
  }
}

/** The shards whose counts do not match their votes, with the surplus; empty for a correct article. */
export function wrongShards(count: ArticleCount | undefined): string {
  const wrong = [...(count?.shards() ?? [])].flatMap(([shard, { votes, tally }]) => {
    const off = tally.map((each, star) => each - (votes[star] ?? 0));
    return off.some((by) => by !== 0) ? [`${shard}: ${off.join()}`] : [];
  });
  return wrong.sort().join('; ');
}
