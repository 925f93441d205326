/** What can befall a call on its way to the database and back. */
export type Fault =
  | 'conflict'
  | 'throttle'
  /** Carried out, and answered with a fault of the server. */
  | 'server-error'
  /** Carried out, and never answered. */
  | 'no-answer'
  /** Carried out, and the answer breaks off. */
  | 'cut-answer'
  /** Never arrives. */
  | 'reset'
  /** Arrives when the caller has given up waiting. */
  | 'late'
  /** Arrives seconds later, when the request is long answered, and others after it. */
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

/** Faults come and go: calm, storms of one kind, and storms of all, each for a few hundred calls. */
export class Weather {
  readonly #random: () => number;
  #storm: readonly Fault[] = [];
  #severity = 0;
  #callsLeft = 0;
  calm = false;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** What befalls the next call. */
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
