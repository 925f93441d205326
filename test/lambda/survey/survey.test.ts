import type { ArticleId } from '../../../lambda/domain/article-id.ts';
import { Survey } from '../../../lambda/survey/survey.ts';

test('articles that are too many are counted and not kept', () => {
  const survey = new Survey(0, 2);
  for (const id of ['a', 'b', 'c', 'a', 'c'] as ArticleId[]) survey.addVote(id, '2026-11-25T00:00:00Z', 5);
  expect([[...survey.articles.keys()], survey.leftOut]).toEqual([['a', 'b'], 2]);
  expect(survey.articles.get('a' as ArticleId)?.hours.sum).toEqual([0, 0, 0, 0, 2]);
  const again = Survey.fromJSON(JSON.parse(JSON.stringify(survey)) as ReturnType<Survey['toJSON']>);
  expect(again.toJSON()).toEqual(survey.toJSON());
});
