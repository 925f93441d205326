import { useEffect, useRef } from 'react';
import type { ArticleRatingEvent, ArticleRatingHTMLElement } from './article-rating';

export function Rating({ slug, onVote }: { slug: string; onVote: (stars: number | null) => void }) {
  const ref = useRef<ArticleRatingHTMLElement>(null);
  useEffect(() => {
    const element = ref.current;
    const tell = (event: ArticleRatingEvent<'vote'>) => onVote(event.detail.vote);
    element?.addEventListener('article-rating:vote', tell);
    return () => element?.removeEventListener('article-rating:vote', tell);
  }, [onVote]);
  return <article-rating ref={ref} article-id={slug} text-title="Did this help?" />;
}
