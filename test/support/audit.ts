import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';

/** The votes on an article and the sum of its tally shards, both as counts from one star to five. */
export interface Audit {
  readonly votes: number[];
  readonly tally: number[];
  readonly shards: number;
}

interface Item {
  pk: string;
  sk: string;
  rating?: number;
  first?: number;
  next?: number;
  [counts: `s${number}`]: number;
}

interface Found extends Audit {
  /** Whether readers add up the shards of a further partition key. */
  isOpen: (serial: number) => boolean;
  /** Sums of the further partition keys, by serial number. */
  readonly further: Map<number, number[]>;
}

/** Recounts every article from its votes, independently of the store's code, by the layout in docs/design.md. */
export async function audit(client: DynamoDBDocumentClient, table: string): Promise<Map<string, Audit>> {
  const articles = new Map<string, Found & { tally: number[]; shards: number }>();
  const articleOf = (id: string) => {
    const empty = {
      votes: [0, 0, 0, 0, 0],
      tally: [0, 0, 0, 0, 0],
      shards: 0,
      isOpen: () => false,
      further: new Map<number, number[]>(),
    };
    const found = articles.get(id) ?? empty;
    articles.set(id, found);
    return found;
  };
  const add = (counts: readonly number[], item: Item) =>
    counts.map((count, star) => count + (item[`s${star + 1}`] ?? 0));
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of Items as Item[]) {
      const { pk, sk, rating, first = 1, next = 1 } = item;
      const further = /^TALLY#(\d+)#(.*)$/s.exec(pk);
      if (pk.startsWith('VOTER#')) {
        // A withdrawn version has no rating.
        if (rating === undefined) continue;
        const { votes } = articleOf(sk.slice('ARTICLE#'.length));
        votes[rating - 1] = (votes[rating - 1] ?? NaN) + 1;
      } else if (further !== null) {
        const article = articleOf(further[2] ?? '');
        const serial = Number(further[1]);
        article.shards++;
        article.further.set(serial, add(article.further.get(serial) ?? [0, 0, 0, 0, 0], item));
      } else if (/^TALLY#(?!imported#)/.test(sk)) {
        const article = articleOf(pk.slice('ARTICLE#'.length));
        article.shards++;
        article.tally = add(article.tally, item);
        if (sk === 'TALLY#spread') article.isOpen = (serial) => serial >= first && serial < next;
      }
    }
  }
  for (const article of articles.values()) {
    for (const [serial, counts] of article.further) {
      if (article.isOpen(serial)) article.tally = article.tally.map((count, star) => count + (counts[star] ?? 0));
    }
  }
  return articles;
}

/** Articles whose tally differs from their votes; none in a healthy table. */
export function differences(audited: Map<string, Audit>): string[] {
  return [...audited]
    .filter(([, { votes, tally }]) => votes.join() !== tally.join())
    .map(([id, { votes, tally }]) => `${id}: votes ${votes.join()} but tally ${tally.join()}`);
}
