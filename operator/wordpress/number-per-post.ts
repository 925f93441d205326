/** A number that a plugin stores for a post, with its line in the file. */
export interface NumberOfPost {
  readonly value: number;
  readonly line: number;
}

/**
 * One figure of each post, such as its number of votes. If several names are present, the first name wins; of several
 * rows with one name, the first row wins, as in WordPress.
 */
export class NumbersPerPost {
  readonly #found = new Map<string, NumberOfPost & { readonly rank: number }>();
  /** Posts with contradictory rows. */
  readonly repeated = new Set<string>();

  /** @param rank rank of the figure's name; 0 is preferred */
  keep(post: string, rank: number, value: number, line: number): void {
    const known = this.#found.get(post);
    if (known === undefined || rank < known.rank) {
      this.#found.set(post, { value, line, rank });
      this.repeated.delete(post);
    } else if (rank === known.rank && value !== known.value) this.repeated.add(post);
  }

  get(post: string): NumberOfPost | undefined {
    return this.#found.get(post);
  }

  get posts(): Iterable<string> {
    return this.#found.keys();
  }

  get size(): number {
    return this.#found.size;
  }
}

/**
 * Why a text is not a valid figure; undefined if it is. A count with a thousands separator would be read as one vote.
 */
export function faultOf(text: string, isCount: boolean): string | undefined {
  if (!Number.isFinite(Number(text))) {
    const grouped = /^\d{1,3}(?:[.,\s’']\d{3})+$/.test(text) ? ' Write it without thousands separators.' : '';
    return `${text} is not a number.${grouped}`;
  }
  if (!isCount || /^-?\d+(?:\.00?)?$/.test(text)) return undefined;
  return `a count of ${text} votes is not a whole number. Write it without thousands separators.`;
}
