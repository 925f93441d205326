import type { Tally } from '../../lambda/domain/tally.ts';
import type { WrongLines } from '../wrong-lines.ts';
import type { Plugin, SourceRow } from './plugin.ts';
import { inventDistribution } from './totals.ts';
import type { PostTotals } from './totals.ts';

type Sums = Map<string, { value: number; rank: number; line: number }>;

/** Takes a plugin's rows in any order, and makes totals of them in the end. Keeps some numbers a post. */
export class TotalsGatherer {
  readonly #plugin: Plugin;
  readonly #wrong: WrongLines;
  readonly #counts: Sums = new Map();
  readonly #sums: Sums = new Map();
  readonly #logged = new Map<string, [number, number, number, number, number]>();

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

  /** Where votes were logged and agree with count and sum, their distribution; otherwise an invented one. */
  totals(): PostTotals[] {
    const posts = new Set([...this.#counts.keys(), ...(this.#plugin.meta ? [] : this.#logged.keys())]);
    return [...posts].flatMap((post): PostTotals[] => {
      const logged = this.#logged.get(post);
      const count = this.#counts.get(post);
      if (count === undefined) return logged === undefined ? [] : [{ post, counts: logged, invented: false }];
      const sum = this.#sums.get(post)?.value ?? 0;
      if (logged !== undefined && agrees(logged, count.value, sum)) return [{ post, counts: logged, invented: false }];
      // kk Star Ratings keeps fractions of stars where the site has another number of them.
      const counts = inventDistribution(count.value, Math.round(sum));
      if (counts !== undefined) return count.value === 0 ? [] : [{ post, counts, invented: true }];
      this.#wrong.add(
        count.line,
        `post ${post} has ${count.value} votes with a sum of ${sum}, which 1 to 5 stars cannot give.`,
      );
      return [];
    });
  }

  #keep(sums: Sums, rank: number, post: string, given: unknown, line: number): void {
    if (rank < 0 || post === '' || given === undefined || given === null || given === '') return;
    const value = Number(text(given));
    if (!Number.isFinite(value)) this.#wrong.add(line, `${text(given)} is not a number.`);
    else if (rank <= (sums.get(post)?.rank ?? Infinity)) sums.set(post, { value, rank, line });
  }

  #takeLogged(post: string, rating: number, line: number): void {
    // Half stars, which YASR allows, go up, as people round.
    const stars = Math.floor(rating + 0.5);
    if (post === '' || !(stars >= 1 && stars <= 5)) {
      if (this.#plugin.meta === undefined) this.#wrong.add(line, 'it is not a vote of 1 to 5 stars on a post.');
      return;
    }
    const counts = this.#logged.get(post) ?? [0, 0, 0, 0, 0];
    counts[(stars - 1) as 0]++;
    this.#logged.set(post, counts);
  }
}

function agrees(counts: Tally, count: number, sum: number): boolean {
  const votes = counts.reduce((all, each) => all + each, 0);
  const stars = counts.reduce((all, each, index) => all + each * (index + 1), 0);
  return votes === count && stars === sum;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
