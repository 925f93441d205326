/** The attributes of `<article-rating>`, for the frameworks' own types. */
export interface ArticleRatingAttributes {
  'article-id'?: string | undefined;
  /** The address of the ratings service, such as `https://ratings.example.com`; otherwise the page's own host. */
  api?: string | undefined;
  readonly?: boolean | undefined;
  'voter-token'?: string | undefined;
  layout?: 'badge' | 'compact' | undefined;
  /** The link target of a badge. */
  href?: string | undefined;
  scale?: 'yes-no' | undefined;
  results?: 'after-vote' | undefined;
  distribution?: boolean | undefined;
  feedback?: boolean | undefined;
  /** A type of schema.org, such as `Recipe`. */
  'structured-data'?: string | undefined;
  [text: `text-${string}`]: string | undefined;
}

/** The attributes of `<article-rating-top>`. */
export interface ArticleRatingTopAttributes {
  /** The address of the ratings service, such as `https://ratings.example.com`; otherwise the page's own host. */
  api?: string | undefined;
  /**
   * The start of the article IDs; otherwise the page's own host and a slash. HTML can use `prefix` instead; frameworks
   * would set the read-only property of that name.
   */
  'article-prefix'?: string | undefined;
  /** How many articles, 1 to 100; otherwise 10. */
  limit?: number | string | undefined;
}
