import type { AttackKind } from '../../operator/simulation/attacks.ts';
import type { SimulatedArticle } from '../../operator/simulation/simulate.ts';
import type { Suspect } from '../../lambda/domain/suspects/find-suspects.ts';

type Vote = SimulatedArticle['votes'][number];

class Share {
  #part = 0;
  #whole = 0;

  count(isPart: boolean): void {
    this.#whole++;
    if (isPart) this.#part++;
  }

  get value(): number {
    return this.#part / this.#whole;
  }
}

/** Compares suspects with the simulated attacks. */
export class Score {
  readonly #right = new Share();
  readonly #found = new Share();
  readonly #foundOf = new Map<AttackKind, Share>();
  readonly #stuffed = new Share();
  readonly #honest = new Share();

  add(site: readonly SimulatedArticle[], suspects: readonly Suspect<string>[]): void {
    const byArticle = Map.groupBy(suspects, ({ articleId }) => articleId);
    for (const article of site) this.#addArticle(article, byArticle.get(article.articleId) ?? []);
  }

  /** A suspect is right, and an attack is found, if both are on the same article and overlap in time. */
  #addArticle({ votes, attack }: SimulatedArticle, suspects: readonly Suspect<string>[]): void {
    const right = suspects.filter(({ from, to }) => attack !== undefined && from <= attack.to && to > attack.from);
    for (const suspect of suspects) this.#right.count(right.includes(suspect));
    if (attack !== undefined) {
      const ofKind = this.#foundOf.get(attack.kind) ?? new Share();
      this.#foundOf.set(attack.kind, ofKind);
      for (const share of [this.#found, ofKind]) share.count(right.length > 0);
    }
    const stuffed = new Set(attack?.votes);
    for (const vote of votes) {
      const share = stuffed.has(vote) ? this.#stuffed : this.#honest;
      share.count(suspects.some((suspect) => wouldHold(suspect, vote)));
    }
  }

  get precision(): number {
    return this.#right.value;
  }

  get recall(): number {
    return this.#found.value;
  }

  recallOf(kind: AttackKind): number {
    return this.#foundOf.get(kind)?.value ?? NaN;
  }

  get stuffedHeld(): number {
    return this.#stuffed.value;
  }

  get honestHeld(): number {
    return this.#honest.value;
  }
}

function wouldHold({ from, to, ratings }: Suspect<string>, { at, rating }: Vote): boolean {
  return at >= Date.parse(from) && at < Date.parse(to) && ratings.includes(rating);
}
