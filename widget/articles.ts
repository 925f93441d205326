import { Article } from './article.ts';

const articles = new Map<string, Article>();

export function articleOf(api: string, id: string): Article {
  const key = `article-rating:${api} ${id}`;
  let article = articles.get(key);
  if (!article) articles.set(key, (article = new Article(api, id, key)));
  return article;
}

// Node has no such function.
const on = globalThis.addEventListener?.bind(globalThis);

// Fires when another tab has voted.
on?.('storage', ({ key }) => {
  void articles
    .get(key?.split('\n')[0] ?? '')
    ?.vote_()
    .then((voting) => voting?.catchUp_(true));
});

// Restored from the back/forward cache.
on?.('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const article of articles.values()) {
    article.update_(true);
    article.reload_();
    void article.recognise_().then(() => article.voting_?.catchUp_());
  }
});

on?.('online', () => {
  for (const article of articles.values()) if (article.missing_) article.reload_();
});
