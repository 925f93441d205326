import type { WrongLines } from '../files/wrong-lines.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';
import { someOf } from '../terminal/some-of.ts';

/** Why a post gets no article ID. */
export interface Unplaced {
  /** Such as `post`, `recipe`; empty if the file does not say. */
  readonly type: string;
  /** Ends the sentence "the address of post 7 is unknown, …". */
  readonly why: string;
}

const SHOWN = 5;

/** Rated posts of one site without an article ID, reported in one sentence per reason. */
export class UnplacedPosts {
  readonly #site: string | undefined;
  readonly #reasons = new Map<string, Unplaced & { readonly posts: string[]; ratings: number }>();
  /** Number of ratings of all these posts. */
  ratings = 0;

  /** @param site the site's address, if the file has several sites */
  constructor(site: string | undefined) {
    this.#site = site;
  }

  add(post: string, ratings: number, { type, why }: Unplaced): void {
    const key = `${type} ${why}`;
    const reason = this.#reasons.get(key) ?? { type, why, posts: [], ratings: 0 };
    this.#reasons.set(key, reason);
    reason.posts.push(post);
    reason.ratings += ratings;
    this.ratings += ratings;
  }

  tell(wrong: WrongLines): void {
    for (const { type, why, posts, ratings } of this.#reasons.values()) {
      const count = posts.length;
      const [first = ''] = posts;
      const which = count === 1 ? `address of post ${first}` : `addresses of ${n(count)} posts`;
      const where = `${type && ` of type ${type}`}${this.#site === undefined ? '' : ` of ${this.#site}`}`;
      const some = someOf(posts, SHOWN);
      const all = count === 1 ? '' : ` They are ${some}, with ${counted(ratings, 'rating')}.`;
      wrong.add(0, `the ${which}${where} ${count === 1 ? 'is' : 'are'} unknown, ${why}.${all}`, count);
    }
  }
}
