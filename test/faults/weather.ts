/** Faults of a call between the functions and the database. */
export type Fault =
  | 'conflict'
  | 'throttle'
  /** Carried out, but answered with a server error. */
  | 'server-error'
  /** Carried out, but never answered. */
  | 'no-answer'
  /** Carried out, but the answer breaks off. */
  | 'cut-answer'
  /** Never arrives. */
  | 'reset'
  /** Arrives after the caller's time-out. */
  | 'late'
  /** Arrives seconds later, long after the request and later ones were answered. */
  | 'very-late';

const FAULTS: readonly Fault[] = [
  'conflict',
  'throttle',
  'server-error',
  'no-answer',
  'cut-answer',
  'reset',
  'late',
  'very-late',
];

/** Alternates, every few hundred calls, between no faults, faults of one kind and faults of every kind. */
export class Weather {
  readonly #random: () => number;
  #storm: readonly Fault[] = [];
  #severity = 0;
  #callsLeft = 0;
  calm = false;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** The fault of the next call, if any. */
  next(): Fault | undefined {
    if (this.calm) return undefined;
    if (this.#callsLeft-- <= 0) this.#change();
    if (this.#random() >= this.#severity) return undefined;
    return this.#storm[Math.floor(this.#random() * this.#storm.length)];
  }

  #change(): void {
    const kind = this.#random();
    const one = FAULTS[Math.floor(this.#random() * FAULTS.length)] as Fault;
    this.#storm = kind < 0.5 ? [one] : FAULTS;
    this.#severity = kind < 0.2 ? 0 : this.#random() * 0.4;
    this.#callsLeft = 100 + Math.floor(this.#random() * 400);
  }
}
