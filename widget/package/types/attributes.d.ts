/** The attributes of `<article-rating>`, for the frameworks' own types. */
export interface ArticleRatingAttributes {
  'article-id'?: string | undefined;
  /** The address of the ratings service, such as `https://ratings.example.com`; otherwise the page's own host. */
  api?: string | undefined;
  readonly?: boolean | undefined;
  'voter-token'?: string | undefined;
  layout?: 'badge' | 'compact' | undefined;
  /** Where a badge leads. */
  href?: string | undefined;
  scale?: 'yes-no' | undefined;
  results?: 'after-vote' | undefined;
  distribution?: boolean | undefined;
  feedback?: boolean | undefined;
  /** A type of schema.org, such as `Recipe`. */
  'structured-data'?: string | undefined;
  [text: `text-${string}`]: string | undefined;
}
