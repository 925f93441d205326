import type { Hold } from '../../lambda/storage/items/stored-vote.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';

interface HeldVotes {
  readonly voters: Set<string>;
  /** Held votes that their voters have withdrawn. */
  readonly withdrawn: Set<string>;
  readonly until: string;
}

/** Held votes of an article, by hold. */
export class Holds {
  readonly #holds = new Map<string, HeldVotes>();

  /** Adds a held vote; adding it again has no effect. */
  add(voter: string, { id, rating, expiresAt }: Hold): void {
    const until = new Date(expiresAt * 1000).toISOString().slice(0, 10);
    const held = this.#holds.get(id) ?? { voters: new Set<string>(), withdrawn: new Set<string>(), until };
    this.#holds.set(id, held);
    held.voters.add(voter);
    if (rating === null) held.withdrawn.add(voter);
  }

  /** Such as `20261125-023100-x7q2: 300 votes, 2 of them withdrawn, until 2027-02-23`. */
  lines(): string[] {
    return this.toJSON().map(({ hold, votes, withdrawn, until }) => {
      const gone = withdrawn > 0 ? `, ${n(withdrawn)} of them withdrawn` : '';
      return `${hold}: ${counted(votes, 'vote')}${gone}, until ${until}`;
    });
  }

  toJSON(): { hold: string; votes: number; withdrawn: number; until: string }[] {
    return [...this.#holds]
      .map(([hold, { voters, withdrawn, until }]) => ({ hold, votes: voters.size, withdrawn: withdrawn.size, until }))
      .sort((a, b) => (a.hold < b.hold ? -1 : 1));
  }
}
