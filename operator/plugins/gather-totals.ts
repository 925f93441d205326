import { n } from '../../lambda/domain/numbers.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import type { WrongLines } from '../files/wrong-lines.ts';
import type { Plugin, SourceRow } from './plugin.ts';
import { starsUpTo } from './star-scale.ts';
import type { StarScale } from './star-scale.ts';
import type { PostTotals } from './totals.ts';

/** Beyond it a figure is a defect of the plugin, or a joke. */
const MOST_VOTES = 100_000_000;

type Sums = Map<string, { value: number; rank: number; line: number }>;

/** Takes a plugin's rows in any order, and makes totals of them in the end. Keeps some numbers a post. */
export class TotalsGatherer {
  readonly #plugin: Plugin;
  readonly #wrong: WrongLines;
  readonly #counts: Sums = new Map();
  readonly #sums: Sums = new Map();
  /** Posts with an unreadable figure, already reported. */
  readonly #unreadable = new Set<string>();
  /** Number of votes per rating on the plugin's own scale, by post. */
  readonly #logged = new Map<string, Map<number, number>>();

  constructor(plugin: Plugin, wrong: WrongLines) {
    this.#plugin = plugin;
    this.#wrong = wrong;
  }

  take({ table, line, values }: SourceRow): void {
    const { meta, log, columns } = this.#plugin;
    if (table === 'postmeta' && meta !== undefined) {
      const key = text(values['meta_key']);
      this.#keep(this.#counts, meta.count.indexOf(key), text(values['post_id']), values['meta_value'], line);
      this.#keep(this.#sums, meta.sum.indexOf(key), text(values['post_id']), values['meta_value'], line);
    } else if (table === log?.table || (table === '' && log !== undefined && log.rating in values)) {
      this.#takeLogged(text(values[log.post]), Number(text(values[log.rating])), line);
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
    const posts = new Set([...this.#counts.keys(), ...(this.#plugin.meta ? [] : this.#logged.keys())]);
    return [...posts].flatMap((post): PostTotals[] => {
      const logged = this.#logged.get(post);
      const count = this.#counts.get(post);
      if (this.#unreadable.has(post)) return [];
      if (count === undefined) {
        const counts = logged && starsOf(logged, scale);
        return counts === undefined ? [] : [{ post, counts, invented: false }];
      }
      if (count.value > MOST_VOTES) {
        this.#wrong.add(count.line, `post ${post} has ${n(count.value)} votes, more than any post can have.`);
        return [];
      }
      const sum = this.#sums.get(post)?.value ?? 0;
      const counts = logged && agrees(logged, count.value, sum) ? starsOf(logged, scale) : undefined;
      if (counts !== undefined) return [{ post, counts, invented: false }];
      const made = scale.tallyOf(count.value, sum);
      if (made !== undefined) return count.value === 0 ? [] : [{ post, ...made }];
      this.#wrong.add(
        count.line,
        `post ${post} has ${count.value} votes with a sum of ${sum}, which ${scale.unusual ?? '1 to 5 stars'} cannot give.`,
      );
      return [];
    });
  }

  #keep(sums: Sums, rank: number, post: string, given: unknown, line: number): void {
    if (rank < 0 || post === '' || given === undefined || given === null || given === '') return;
    const value = Number(text(given));
    if (!Number.isFinite(value)) {
      this.#wrong.add(line, `${text(given)} is not a number.`);
      this.#unreadable.add(post);
    } else if (rank <= (sums.get(post)?.rank ?? Infinity)) sums.set(post, { value, rank, line });
  }

  #takeLogged(post: string, rating: number, line: number): void {
    // Without count and sum there is nothing to see a wrong vote by later.
    if (this.#plugin.meta === undefined && (post === '' || starsUpTo(5).starOf(rating) === undefined)) {
      this.#wrong.add(line, 'it is not a vote of 1 to 5 stars on a post.');
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

/** Undefined if a rating is none on this scale. */
function starsOf(ratings: ReadonlyMap<number, number>, scale: StarScale): Tally | undefined {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const [rating, times] of ratings) {
    const stars = scale.starOf(rating);
    if (stars === undefined) return undefined;
    counts[(stars - 1) as 0] += times;
  }
  return counts;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
