import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ArticleRatingHTMLElement } from './article-rating';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'article-rating': Omit<
        DetailedHTMLProps<HTMLAttributes<ArticleRatingHTMLElement>, ArticleRatingHTMLElement>,
        'results'
      > & {
        'article-id'?: string;
        api?: string;
        readonly?: boolean;
        'voter-token'?: string;
        layout?: 'badge' | 'compact';
        href?: string;
        scale?: 'yes-no';
        results?: 'after-vote';
        distribution?: boolean;
        feedback?: boolean;
        'structured-data'?: string;
        [text: `text-${string}`]: string | undefined;
      };
    }
  }
}
