import type { SpawnedSystem } from '../support/spawned-system.ts';

export interface Counts {
  /** Answered 200. */
  acknowledged: number;
  /** Answered with a code that promises that nothing was changed. */
  refused: number;
  /** Answered otherwise, or not at all. */
  unknown: number;
}

type Rating = number | null;

/** Milliseconds after which a call that nobody waits for any more must have arrived or been lost. */
const SETTLED = 3000;

/**
 * A voter of many articles who sends one vote at a time and remembers what each answer promised: for each article, the
 * ratings that may be in the table now. A vote that was never answered may be carried out while later ones are, so
 * for a while it stays possible whatever they are answered.
 */
export class Voter {
  readonly id: string;
  readonly possible = new Map<string, ReadonlySet<Rating>>();
  readonly #counts: Counts;
  #unanswered: { readonly articleId: string; readonly rating: Rating; readonly until: number }[] = [];

  constructor(id: string, counts: Counts) {
    this.id = id;
    this.#counts = counts;
  }

  async vote(system: SpawnedSystem, articleId: string, rating: Rating): Promise<void> {
    const before = this.possible.get(articleId) ?? new Set<Rating>([null]);
    const answer = await system.api.vote(articleId, this.id, rating).catch(() => undefined);
    if (answer?.status === 200) {
      this.#counts.acknowledged++;
      this.possible.set(articleId, new Set([rating, ...this.#stillPossible(articleId)]));
    } else if (answer !== undefined && (answer.status < 500 || answer.body?.['code'] === 'busy')) {
      this.#counts.refused++;
    } else {
      this.#counts.unknown++;
      this.#unanswered.push({ articleId, rating, until: performance.now() + SETTLED });
      this.possible.set(articleId, new Set([...before, rating]));
    }
  }

  #stillPossible(articleId: string): Rating[] {
    this.#unanswered = this.#unanswered.filter(({ until }) => until > performance.now());
    return this.#unanswered.filter((vote) => vote.articleId === articleId).map(({ rating }) => rating);
  }
}
