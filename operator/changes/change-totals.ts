import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '../../lambda/storage/items/if-condition-holds.ts';
import type { Session } from '../session/session.ts';
import { inParallel } from '../session/limit-tasks.ts';
import { TOTALS_ATTRIBUTES, totalsKey } from '../table/stored-totals.ts';
import type { StoredTotals, TotalsChange } from '../table/stored-totals.ts';
import { transact } from './transact.ts';

/**
 * Makes each change if the current totals equal its `before` or, already, its `after`.
 * @returns the changes not made, because the totals were different
 */
export async function changeTotals(session: Session, changes: readonly TotalsChange[]): Promise<TotalsChange[]> {
  const progress = session.progress('Writing', 'articles', changes.length);
  const refused: TotalsChange[] = [];
  try {
    await inParallel(changes, async (change) => {
      session.signal.throwIfAborted();
      if (!(await setOne(session, change))) refused.push(change);
      progress.add(1);
    });
  } finally {
    progress.end();
  }
  return refused;
}

/**
 * Makes the changes in one transaction, if all current totals equal their `before`.
 * @returns whether the changes were made
 */
export async function changeTotalsTogether(
  { client, table, clockAndRandom }: Session,
  changes: readonly TotalsChange[],
) {
  const items = changes.map((change) => {
    const values: Record<string, unknown> = {};
    const Key = totalsKey(change);
    const condition = {
      TableName: table,
      ConditionExpression: isStill(change.before, 'b', values),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
    return change.after === null
      ? { Delete: { ...condition, Key } }
      : { Put: { ...condition, Item: { ...Key, ...change.after } } };
  });
  return (await transact(client, () => ({ items }), clockAndRandom)) === undefined;
}

async function setOne({ client, table }: Session, change: TotalsChange): Promise<boolean> {
  const { before, after } = change;
  const Key = totalsKey(change);
  const values: Record<string, unknown> = {};
  // The second alternative is for a retry of a call whose answer was lost.
  const condition = {
    ConditionExpression: `(${isStill(before, 'b', values)}) OR (${isStill(after, 'a', values)})`,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
  const write =
    after === null
      ? client.send(new DeleteCommand({ TableName: table, Key, ...condition }))
      : client.send(new PutCommand({ TableName: table, Item: { ...Key, ...after }, ...condition }));
  return (await ifConditionHolds<unknown>(write)) !== undefined;
}

/** The condition that the stored item equals these totals. */
function isStill(totals: StoredTotals | null, prefix: string, values: Record<string, unknown>): string {
  if (totals === null) return 'attribute_not_exists(pk)';
  return TOTALS_ATTRIBUTES.map((name) => {
    if (totals[name] === undefined) return `attribute_not_exists(${name})`;
    values[`:${prefix}${name}`] = totals[name];
    return `${name} = :${prefix}${name}`;
  }).join(' AND ');
}
