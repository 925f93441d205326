import { Article } from './article.ts';

const articles: Record<string, Article> = {};

export function articleOf(api: string, id: string): Article {
  const key = `article-rating:${api} ${id}`;
  return (articles[key] ??= new Article(api, id, key));
}

// Node has no such function.
const on = globalThis.addEventListener?.bind(globalThis);

// Fires when another tab has voted.
on?.('storage', ({ key }) => {
  void articles[key?.split('\n')[0] ?? '']?.vote_().then((voting) => voting?.catchUp_(true));
});

// Restored from the back/forward cache.
on?.('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const article of Object.values(articles)) {
    article.update_(true);
    article.reload_();
    void article.recognise_().then(() => article.voting_?.catchUp_());
  }
});

on?.('online', () => {
  for (const article of Object.values(articles)) if (article.missing_) article.reload_();
});
