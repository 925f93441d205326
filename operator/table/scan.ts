import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import type { StoredItem } from '../../lambda/storage/items/parse-item.ts';
import type { Session } from '../session/session.ts';

/**
 * Segments that are scanned concurrently. Embedded engines read the whole rest of the table for each page of a segment,
 * and handle one request at a time.
 */
const SEGMENTS = 4;
const LOCAL_SEGMENTS = 1;

/** Items per page. DynamoDB's limit is 1 MB, which takes 10 MB when parsed, times the number of segments. */
const PAGE = 1000;

/**
 * Scans the whole table in several segments. Each item is read consistently, but the scan is not a snapshot. Within a
 * segment, the items of a partition are adjacent. A segment reads its next page after `take` has processed the last
 * one.
 *
 * @param input filter and projection, if not everything is wanted
 */
export async function scan(
  session: Session,
  what: string,
  take: (items: StoredItem[], segment: number) => Promise<void> | void,
  input: Partial<ScanCommandInput> = {},
): Promise<void> {
  const progress = session.progress(what, 'items', await approximateItems(session));
  const segments = session.local ? LOCAL_SEGMENTS : SEGMENTS;
  const segment = async (Segment: number) => {
    let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
    do {
      session.signal.throwIfAborted();
      const page = await session.client.send(
        new ScanCommand({
          TableName: session.table,
          ConsistentRead: true,
          Limit: PAGE,
          ...input,
          ...(segments > 1 && { Segment, TotalSegments: segments }),
          ExclusiveStartKey,
        }),
      );
      await take((page.Items ?? []) as StoredItem[], Segment);
      progress.add(page.ScannedCount ?? 0);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  };
  try {
    await Promise.all(Array.from({ length: segments }, (_, index) => segment(index)));
  } finally {
    progress.end();
  }
}

/** DynamoDB counts every six hours. */
async function approximateItems({ client, table }: Session): Promise<number> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  return Table?.ItemCount ?? 0;
}
