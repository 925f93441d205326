interface Taken {
  readonly choice: number;
  readonly options: number;
}

/** The choices of one schedule: those given first, and then always the first option. */
export class Choices {
  readonly #given: readonly number[];
  readonly #taken: Taken[] = [];

  constructor(given: readonly number[] = []) {
    this.#given = given;
  }

  choose(options: number): number {
    if (options === 1) return 0;
    const choice = this.#given[this.#taken.length] ?? 0;
    if (choice >= options)
      throw new Error(`Choice ${this.#taken.length} is ${choice} of ${options}: of another program?`);
    this.#taken.push({ choice, options });
    return choice;
  }

  /** The choices of the next schedule, in the order of a depth-first search; undefined after the last. */
  next(): number[] | undefined {
    const last = this.#taken.findLastIndex(({ choice, options }) => choice < options - 1);
    if (last < 0) return undefined;
    return this.#taken.slice(0, last + 1).map(({ choice }, index) => (index === last ? choice + 1 : choice));
  }

  /** A short text that `parseChoices` reads. */
  toString(): string {
    return this.#taken
      .map(({ choice }) => choice.toString(36))
      .join('')
      .replace(/0+$/, '');
  }
}

export function parseChoices(text: string): number[] {
  return [...text].map((digit) => parseInt(digit, 36));
}
