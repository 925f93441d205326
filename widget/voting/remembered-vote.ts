import type { Rating, Summary } from '../types.ts';

/** This browser's record of the visitor's last vote on an article. */
export interface RememberedVote {
  vote: Rating | null;
  /** Time of sending, in milliseconds since the epoch. */
  sent: number;
  /** The recorded vote before this one. */
  previous: Rating | null;
  /** The answer; missing until the vote is known to be recorded. */
  answer?: Summary;
}

/** @param text from {@link writeVote}, or from another program */
export function readVote(text: string | null): RememberedVote | undefined {
  let vote: RememberedVote | null = null;
  try {
    vote = JSON.parse(text!) as RememberedVote | null;
  } catch {
    // Another program's value.
  }
  if (!vote || !(vote.sent > 0)) return undefined;
  const { answer } = vote;
  if (answer) answer.distribution = Object.values(answer.distribution);
  return vote;
}

export function writeVote({ answer, ...vote }: RememberedVote): string {
  // Without arrays: libraries such as Prototype.js turn them into JSON strings.
  return JSON.stringify({ ...vote, answer: answer && { ...answer, distribution: { ...answer.distribution } } });
}
