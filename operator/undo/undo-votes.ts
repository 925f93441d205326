import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { holdOf } from '../../lambda/storage/items/stored-vote.ts';
import type { StoredVote } from '../../lambda/storage/items/stored-vote.ts';
import type { Session } from '../session/session.ts';
import { changeVotes, nextOf } from '../changes/change-votes.ts';
import type { VoteChange } from '../changes/change-votes.ts';
import { UndoCount } from './undo-count.ts';
import type { LoggedVote } from '../undo-log/undo-file.ts';
import type { UndoLog } from '../undo-log/undo-log.ts';
import { isAsBefore, isAsLeft, isChanged, isExpired } from './compare-versions.ts';
import { readVersions } from '../table/read-votes.ts';
import { conflictFreeBatches } from './conflict-free-batches.ts';

type Group = readonly LoggedVote[];

export interface UndoOptions {
  readonly dryRun: boolean;
  /** Whether to restore votes that their voters may have withdrawn since. */
  readonly includeExpired: boolean;
}

/** Undoes changes of votes, and counts them. */
export class VoteUndo {
  readonly #session: Session;
  readonly #log: UndoLog;
  readonly #options: UndoOptions;
  readonly #count = new UndoCount();
  /** Votes as a dry run would leave them. */
  readonly #foreseen = new Map<string, StoredVote>();
  /** Votes that are not restored. Earlier changes of them are not undone either. */
  readonly #kept = new Set<string>();
  /** Expired groups, by the keys of their votes. */
  readonly #expired = new Set<string>();
  readonly #ended = new Set<string>();
  /** Articles from which the undo removed votes. */
  readonly emptied = new Set<ArticleId>();

  constructor(session: Session, log: UndoLog, options: UndoOptions) {
    this.#session = session;
    this.#log = log;
    this.#options = options;
  }

  get votes(): number {
    return this.#count.restored;
  }

  /** Number of votes that changed since. */
  get left(): number {
    return this.#count.left;
  }

  /** Number of votes not restored, because their voters may have withdrawn them since. */
  get expired(): number {
    return this.#expired.size;
  }

  /** Number of votes whose hold has ended since. */
  get ended(): number {
    return this.#ended.size;
  }

  /** @param groups the last change first */
  async take(groups: readonly Group[]): Promise<void> {
    for (const wave of conflictFreeBatches(groups, keyOf)) await this.#undo(wave);
  }

  async #undo(wave: readonly Group[]): Promise<void> {
    const { client, table, clockAndRandom } = this.#session;
    const there = await readVersions(this.#session, wave.flat());
    for (const key of wave.flat().map(keyOf)) {
      const foreseen = this.#foreseen.get(key);
      if (foreseen !== undefined) there.set(key, foreseen);
    }
    const changes = wave
      .filter((group) => this.#isToUndo(group, there))
      .map((group) => group.map((vote) => undoing(vote, there.get(keyOf(vote)))));
    if (this.#options.dryRun) {
      for (const change of changes.flat()) this.#foreseen.set(keyOf(change), versionAfter(change));
      for (const group of changes) this.#count.addRestored(group.map(keyOf));
      return;
    }
    this.#log.votes(changes);
    for (const { articleId, after } of changes.flat()) if (after === null) this.emptied.add(articleId);
    const stale = new Set(await changeVotes(client, table, changes, clockAndRandom));
    for (const group of changes) {
      const keys = group.map(keyOf);
      if (stale.has(group)) this.#count.addLeft({ keys, asBefore: [], isMade: true });
      else this.#count.addRestored(keys);
    }
  }

  /** Whether to undo a group; counts it if not. */
  #isToUndo(group: Group, there: ReadonlyMap<string, StoredVote>): boolean {
    const now = (vote: LoggedVote) => there.get(keyOf(vote));
    const keys = group.map(keyOf);
    if (keys.some((key) => this.#kept.has(key))) return false;
    if (!group.every((vote) => isAsLeft(now(vote), vote) || isExpired(now(vote), vote))) {
      const asBefore = group.filter((vote) => isAsBefore(now(vote), vote)).map(keyOf);
      const isMade = group.some((vote) => isChanged(vote) && now(vote) !== undefined && isAsLeft(now(vote), vote));
      this.#count.addLeft({ keys, asBefore, isMade });
      return false;
    }
    const time = this.#session.clockAndRandom.now();
    const hasEnded = group.some(({ before }) => before?.hold !== undefined && holdOf(before, time) === undefined);
    const hasExpired = !this.#options.includeExpired && group.some((vote) => isExpired(now(vote), vote));
    if (!hasEnded && !hasExpired) return true;
    (hasEnded ? this.#ended : this.#expired).add(keys.join('\n'));
    for (const key of keys) this.#kept.add(key);
    return false;
  }
}

const keyOf = ({ voter, articleId }: Pick<LoggedVote, 'voter' | 'articleId'>) => `${voter} ${articleId}`;

function undoing({ voter, articleId, before }: LoggedVote, now: StoredVote | undefined): VoteChange {
  return { voter, articleId, before: now ?? null, after: before && nextOf(before) };
}

function versionAfter({ before, after }: VoteChange): StoredVote {
  return { shard: undefined, ...(after ?? { rating: null, votedAt: before?.votedAt }) };
}
