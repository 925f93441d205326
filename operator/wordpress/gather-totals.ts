import { n } from '../../lambda/domain/format-numbers.ts';
import type { WrongLines } from '../files/wrong-lines.ts';
import { faultOf, NumbersPerPost } from './number-per-post.ts';
import type { Plugin, SourceRow } from './plugin.ts';
import { starsUpTo } from './star-scale.ts';
import type { StarScale } from './star-scale.ts';
import type { MadeTally, PostTotals } from './invent-distribution.ts';
import { roundStars } from './round-stars.ts';
import { someOf } from '../terminal/some-of.ts';

/** Maximum plausible number of votes. */
const MOST_VOTES = 100_000_000;

/** Maximum number of posts to name. */
const SHOWN = 5;

/** Collects a plugin's rows in any order, then computes totals. Stores a few numbers per post. */
export class TotalsGatherer {
  readonly #plugin: Plugin;
  readonly #wrong: WrongLines;
  readonly #counts = new NumbersPerPost();
  readonly #sums = new NumbersPerPost();
  /** Posts with an unreadable figure, which has been reported. */
  readonly #unreadable = new Set<string>();
  /** Number of votes per rating on the plugin's own scale, by post. */
  readonly #logged = new Map<string, Map<number, number>>();
  /** Number of votes of a post's additional ratings, which are not imported, by post. */
  readonly further = new Map<string, number>();

  constructor(plugin: Plugin, wrong: WrongLines) {
    this.#plugin = plugin;
    this.#wrong = wrong;
  }

  take({ table, line, values }: SourceRow): void {
    const { meta, log, columns } = this.#plugin;
    if (table === 'postmeta' && meta !== undefined) {
      const [key, post, value] = [text(values['meta_key']), text(values['post_id']), values['meta_value']];
      this.#keep(this.#counts, meta.count.indexOf(key), post, value, line);
      this.#keep(this.#sums, meta.sum.indexOf(key), post, value, line);
      if (meta.further?.test(key)) this.further.set(post, (this.further.get(post) ?? 0) + (Number(text(value)) || 0));
    } else if (table === log?.table || (table === '' && log !== undefined && log.rating in values)) {
      this.#takeLogged(text(values[log.post]), values[log.rating], line);
    } else if (table === '' && columns !== undefined) {
      const [post = ''] = columns.post.filter((name) => name in values).map((name) => text(values[name]));
      if (post === '') this.#wrong.add(line, `it has none of the columns ${columns.post.join(', ')}.`);
      const sum = columns.sum ?? columns.count;
      for (const [rank, name] of columns.count.entries()) this.#keep(this.#counts, rank, post, values[name], line);
      for (const [rank, name] of sum.entries()) {
        const value = values[name];
        this.#keep(this.#sums, rank, post, columns.sum === undefined ? 5 * Number(text(value)) : value, line);
      }
    }
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0 && (this.#plugin.meta !== undefined || this.#logged.size === 0);
  }

  /** The distribution of logged votes, if they agree with count and sum; otherwise an invented one. */
  totals(scale: StarScale): PostTotals[] {
    const posts = new Set([...this.#counts.posts, ...(this.#plugin.meta ? [] : this.#logged.keys())]);
    this.#tellRepeated();
    this.#tellCountless();
    return [...posts].flatMap((post): PostTotals[] => {
      const logged = this.#logged.get(post);
      const count = this.#counts.get(post);
      if (this.#unreadable.has(post)) return [];
      if (count === undefined) {
        const made = logged && starsOf(logged, scale);
        return made === undefined ? [] : [{ post, ...made }];
      }
      if (count.value > MOST_VOTES) {
        this.#wrong.add(count.line, `post ${post} has ${n(count.value)} votes, more than any post can have.`);
        return [];
      }
      const sum = this.#sums.get(post)?.value ?? 0;
      const made =
        (logged && agrees(logged, count.value, sum) ? starsOf(logged, scale) : undefined) ??
        scale.tallyOf(count.value, sum);
      if (made !== undefined) return count.value === 0 ? [] : [{ post, ...made }];
      this.#wrong.add(
        count.line,
        `post ${post} has ${count.value} votes with a sum of ${sum}, which is impossible with ${scale.unusual ?? '1 to 5 stars'}.`,
      );
      return [];
    });
  }

  #keep(figures: NumbersPerPost, rank: number, post: string, given: unknown, line: number): void {
    if (rank < 0 || post === '' || given === undefined || given === null || given === '') return;
    const fault = faultOf(text(given), figures === this.#counts);
    if (fault === undefined) {
      figures.keep(post, rank, Number(text(given)), line);
      return;
    }
    this.#wrong.add(line, `post ${post}: ${fault}`);
    this.#unreadable.add(post);
  }

  #tellRepeated(): void {
    const posts = [...new Set([...this.#counts.repeated, ...this.#sums.repeated])];
    if (posts.length === 0) return;
    const some = someOf(posts, SHOWN);
    const which = posts.length === 1 ? `post ${some} has` : `${n(posts.length)} posts have`;
    const all = posts.length === 1 ? '' : ` They are ${some}.`;
    const why = 'The first one was used, as in WordPress.';
    this.#wrong.add(0, `${which} several counts or sums that differ. ${why}${all}`, posts.length);
  }

  #tellCountless(): void {
    for (const post of this.#sums.posts) {
      const sum = this.#sums.get(post);
      if (sum !== undefined && sum.value > 0 && this.#counts.get(post) === undefined && !this.#unreadable.has(post))
        this.#wrong.add(sum.line, `post ${post} has a sum of ${sum.value}, but no count of votes.`);
    }
  }

  #takeLogged(post: string, given: unknown, line: number): void {
    const rating = Number(text(given));
    // Without count and sum, an invalid vote could not be detected later.
    if (this.#plugin.meta === undefined && (post === '' || starsUpTo(5).starOf(rating) === undefined)) {
      const what = `the vote on ${post === '' ? 'no post' : `post ${post}`} is ${text(given) || 'empty'}`;
      this.#wrong.add(line, `${what}, not one of 1 to 5 stars.`);
      return;
    }
    const ratings = this.#logged.get(post) ?? new Map<number, number>();
    ratings.set(rating, (ratings.get(rating) ?? 0) + 1);
    this.#logged.set(post, ratings);
  }
}

function agrees(ratings: ReadonlyMap<number, number>, count: number, sum: number): boolean {
  let votes = 0;
  let stars = 0;
  for (const [rating, times] of ratings) {
    votes += times;
    stars += rating * times;
  }
  return votes === count && stars === sum;
}

/** Converts logged ratings to stars; undefined if one is not on this scale. */
function starsOf(ratings: ReadonlyMap<number, number>, scale: StarScale): MadeTally | undefined {
  const all = new Map<number, number>();
  for (const [rating, times] of ratings) {
    const stars = scale.starOf(rating);
    if (stars === undefined) return undefined;
    all.set(stars, (all.get(stars) ?? 0) + times);
  }
  return roundStars(all);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
