import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** One write of a transaction. */
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A further member of a vote's transaction, whose condition decides with it whether the vote is taken. */
export interface Guard {
  readonly item: TransactItem;
  /** The error for the voter if the condition fails. */
  readonly refusal: Error;
}
