import type { SpawnedSystem } from '../support/spawned-system.ts';

export interface Counts {
  /** Answered 200. */
  acknowledged: number;
  /** Answered with a code that guarantees that nothing changed. */
  refused: number;
  /** Any other answer, or none. */
  unknown: number;
}

type Rating = number | null;

/**
 * A voter on many articles who sends one vote at a time. For each article it records the ratings that may be in the
 * table now, according to the answers. A vote without an answer may take effect at any time, until a later one is
 * answered 200.
 */
export class Voter {
  readonly id: string;
  readonly possible = new Map<string, ReadonlySet<Rating>>();
  readonly #counts: Counts;

  constructor(id: string, counts: Counts) {
    this.id = id;
    this.#counts = counts;
  }

  async vote(system: SpawnedSystem, articleId: string, rating: Rating): Promise<void> {
    const before = this.possible.get(articleId) ?? new Set<Rating>([null]);
    const answer = await system.api.vote(articleId, this.id, rating).catch(() => undefined);
    if (answer?.status === 200) {
      this.#counts.acknowledged++;
      this.possible.set(articleId, new Set([rating]));
    } else if (answer !== undefined && (answer.status < 500 || answer.body?.['code'] === 'busy')) {
      this.#counts.refused++;
    } else {
      this.#counts.unknown++;
      this.possible.set(articleId, new Set([...before, rating]));
    }
  }
}
