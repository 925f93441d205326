import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { TableCounts } from '../../../lambda/table-pass/table-counts.ts';

test('counts the articles over its limit without keeping them', () => {
  const counts = new TableCounts(0, 2);
  for (const id of ['a', 'b', 'c', 'a', 'c'] as ArticleId[]) counts.addVote(id, '2026-11-25T00:00:00Z', 5);
  expect([[...counts.articles.keys()], counts.leftOut]).toEqual([['a', 'b'], 2]);
  expect(counts.articles.get('a' as ArticleId)?.hours.sum).toEqual([0, 0, 0, 0, 2]);
  const again = TableCounts.fromJSON(JSON.parse(JSON.stringify(counts)) as ReturnType<TableCounts['toJSON']>);
  expect(again.toJSON()).toEqual(counts.toJSON());
});
