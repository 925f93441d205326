interface Taken {
  readonly choice: number;
  readonly options: number;
}

/** The choices of one schedule: the given ones, then always the first option or a random one. */
export class Choices {
  readonly #given: readonly number[];
  readonly #taken: Taken[] = [];

  readonly #random: (() => number) | undefined;

  constructor(given: readonly number[] = [], random?: () => number) {
    this.#given = given;
    this.#random = random;
  }

  /** @param usual probability of the first option in a random choice; by default the same as of any other */
  choose(options: number, usual = 1 / options): number {
    if (options === 1) return 0;
    const choice = this.#given[this.#taken.length] ?? this.#byChance(options, usual);
    if (choice >= options)
      throw new Error(`Choice ${this.#taken.length} is ${choice} of ${options}: of another program?`);
    this.#taken.push({ choice, options });
    return choice;
  }

  /** One of the values by chance. This is no choice of the schedule: a repeated schedule gets the first value. */
  draw<T>(values: readonly [T, ...T[]]): T {
    return this.#random === undefined ? values[0] : (values[Math.floor(this.#random() * values.length)] as T);
  }

  /** Whether all given choices have been made. */
  get isNew(): boolean {
    return this.#taken.length >= this.#given.length;
  }

  #byChance(options: number, usual: number): number {
    if (this.#random === undefined || this.#random() < usual) return 0;
    return 1 + Math.floor(this.#random() * (options - 1));
  }

  /** The choices of the next schedule, in the order of a depth-first search; undefined after the last. */
  next(): number[] | undefined {
    const last = this.#taken.findLastIndex(({ choice, options }) => choice < options - 1);
    if (last < 0) return undefined;
    return this.#taken.slice(0, last + 1).map(({ choice }, index) => (index === last ? choice + 1 : choice));
  }

  /** Writes the choices as a short text for `parseChoices`. */
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
