import { BatchGetCommand, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ifConditionHolds } from '../../lambda/storage/items/if-condition-holds.ts';
import type { ArticleId } from '../../lambda/domain/article-id.ts';
import { articlePartition, IMPORTED_PREFIX } from '../../lambda/storage/items/keys.ts';
import type { Key } from '../../lambda/storage/items/keys.ts';
import { inParallel } from '../table/limit-tasks.ts';
import { transact } from '../table/transact.ts';
import type { Session } from '../session.ts';

/** Imported totals as they are stored. */
export interface StoredTotals {
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
  readonly s4: number;
  readonly s5: number;
  readonly importedAt?: string;
  readonly invented?: true;
}

/** An article's totals from one source, as they were and as they shall be; null for none. */
export interface TotalsChange {
  readonly articleId: ArticleId;
  readonly source: string;
  readonly before: StoredTotals | null;
  readonly after: StoredTotals | null;
}

const COUNTS = ['s1', 's2', 's3', 's4', 's5'] as const;
const ATTRIBUTES = [...COUNTS, 'importedAt', 'invented'] as const;

/** Whether two say the same, whenever they were imported. */
export function sameTotals(a: StoredTotals | null, b: StoredTotals | null): boolean {
  if (a === null || b === null) return a === b;
  return COUNTS.every((name) => a[name] === b[name]) && a.invented === b.invented;
}

export function ratingsIn(totals: StoredTotals | null): number {
  return totals === null ? 0 : COUNTS.reduce((sum, name) => sum + totals[name], 0);
}

/** Current totals in the table, in the order of `wanted`. */
export async function readTotals(
  session: Session,
  wanted: readonly Pick<TotalsChange, 'articleId' | 'source'>[],
): Promise<(StoredTotals | null)[]> {
  const { client, table, signal } = session;
  const progress = session.progress('Comparing', 'articles', wanted.length);
  const batches = Array.from({ length: Math.ceil(wanted.length / 100) }, (_, index) =>
    wanted.slice(index * 100, index * 100 + 100),
  );
  try {
    const found = await inParallel(batches, async (batch) => {
      signal.throwIfAborted();
      const items = new Map<string, StoredTotals>();
      for (let Keys = batch.map(keyOf); Keys.length > 0;) {
        const request = { [table]: { Keys, ConsistentRead: true } };
        const page = await client.send(new BatchGetCommand({ RequestItems: request }));
        for (const item of (page.Responses?.[table] ?? []) as (Key & StoredTotals)[])
          items.set(`${item.pk} ${item.sk}`, totalsIn(item));
        Keys = (page.UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
      }
      progress.add(batch.length);
      return batch.map((each) => items.get(`${keyOf(each).pk} ${keyOf(each).sk}`) ?? null);
    });
    return found.flat();
  } finally {
    progress.end();
  }
}

/**
 * Makes the changes, each only if the totals are still as they were before it, or are already as it makes them.
 * @returns those that were something else
 */
export async function setTotals(session: Session, changes: readonly TotalsChange[]): Promise<TotalsChange[]> {
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
 * Makes the changes in one transaction, if all totals are still as they were before it.
 * @returns whether they were
 */
export async function setTogether({ client, table, surroundings }: Session, changes: readonly TotalsChange[]) {
  const items = changes.map((change) => {
    const values: Record<string, unknown> = {};
    const Key = keyOf(change);
    const condition = {
      TableName: table,
      ConditionExpression: isStill(change.before, 'b', values),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
    return change.after === null
      ? { Delete: { ...condition, Key } }
      : { Put: { ...condition, Item: { ...Key, ...change.after } } };
  });
  return (await transact(client, () => ({ items }), surroundings)) === undefined;
}

async function setOne({ client, table }: Session, change: TotalsChange): Promise<boolean> {
  const { before, after } = change;
  const Key = keyOf(change);
  const values: Record<string, unknown> = {};
  // The second is for a call that was made twice because its answer was lost.
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

/** A condition that the stored item is this. */
function isStill(totals: StoredTotals | null, prefix: string, values: Record<string, unknown>): string {
  if (totals === null) return 'attribute_not_exists(pk)';
  return ATTRIBUTES.map((name) => {
    if (totals[name] === undefined) return `attribute_not_exists(${name})`;
    values[`:${prefix}${name}`] = totals[name];
    return `${name} = :${prefix}${name}`;
  }).join(' AND ');
}

function totalsIn(item: Partial<StoredTotals>): StoredTotals {
  return Object.fromEntries(
    ATTRIBUTES.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])),
  ) as unknown as StoredTotals;
}

function keyOf({ articleId, source }: Pick<TotalsChange, 'articleId' | 'source'>): Key {
  return { pk: articlePartition(articleId), sk: IMPORTED_PREFIX + source };
}
