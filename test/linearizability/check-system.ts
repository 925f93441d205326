import type { Api } from '../support/api.ts';
import { seeded } from '../support/chance.ts';
import type { History } from './history.ts';
import { isLinearizable } from './is-linearizable.ts';
import { recordHistory } from './record-history.ts';

export interface Checked {
  readonly histories: number;
  readonly votes: number;
  /** Votes that overlapped another vote on the same article. */
  readonly concurrent: number;
  readonly answered: number;
  readonly wrong: readonly History[];
}

/** Articles that get votes at the same time. */
const AT_ONCE = 4;

/** Records histories over HTTP and checks each. The same seed sends the same votes; their timing varies. */
export async function checkSystem(api: Api, count: number, seed: number): Promise<Checked> {
  const random = seeded(seed);
  const histories: History[] = [];
  let begun = 0;
  const lane = async () => {
    while (begun < count) histories.push(await recordHistory(api, `history-${seed}-${begun++}`, random));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const all = histories.flat();
  const overlapping = histories.flatMap((history) =>
    history.filter((vote) =>
      history.some((other) => other !== vote && other.sentAt < vote.answeredAt && vote.sentAt < other.answeredAt),
    ),
  );
  return {
    ...{ histories: histories.length, votes: all.length, concurrent: overlapping.length },
    answered: all.filter(({ result }) => result === 'done').length,
    wrong: histories.filter((history) => !isLinearizable(history)),
  };
}
