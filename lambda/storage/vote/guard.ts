import type { TransactItem } from '../items/transact-item.ts';

/** An additional write of a vote's transaction; the vote is refused if its condition fails. */
export interface Guard {
  readonly item: TransactItem;
  /** The error for the voter if the condition fails. */
  readonly refusal: Error;
}
