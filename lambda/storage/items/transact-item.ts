import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** One write of a transaction. */
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** An additional write of a vote's transaction; the vote is refused if its condition fails. */
export interface Guard {
  readonly item: TransactItem;
  /** The error for the voter if the condition fails. */
  readonly refusal: Error;
}
