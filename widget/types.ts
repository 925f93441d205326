/**
 * The public types of `<article-rating>`. This file stands alone: copy it into a TypeScript project
 * that loads the widget from its own ratings domain.
 */

/** A whole number of stars. */
export type Rating = 1 | 2 | 3 | 4 | 5;

/** The public summary of an article's votes. */
export interface Summary {
  articleId: string;
  /** 0 without votes, otherwise 1 to 5 with two decimals. */
  average: number;
  count: number;
  /** Votes per star, from one star to five. */
  distribution: number[];
}

/** The answer to a vote: the summary that already includes it. */
export interface RecordedVote extends Summary {
  /** `null` after a withdrawal. */
  vote: Rating | null;
}

/**
 * An article in a list of the best rated, as `<article-rating-top>` shows it. A listener may change title and address.
 */
export interface TopArticle extends Summary {
  title: string;
  /** The link target; `null` for no link. */
  href: string | null;
}

/** A text, or one text per plural category of `{count}` (`Intl.PluralRules`). */
export type CountedText = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** Every text of the widget. Each takes the placeholders of its built-in text; `hint` also takes those of `summary`. */
export interface Texts {
  /** The language of the texts, as a tag for `lang` and `Intl`. */
  lang: string;
  /** The question; also the name of the group of stars. */
  title: string;
  hint: string;
  /** The names of one star to five, separated by `|`. */
  stars: string;
  /** A number of stars; screen readers and voice control add the name. */
  star: CountedText;
  summary: CountedText;
  none: string;
  /** Follows `none` if the visitor can vote. */
  first: string;
  own: string;
  submit: string;
  /** Announced while a choice by keyboard is not submitted. */
  pending: string;
  sending: string;
  thanks: string;
  remove: string;
  removed: string;
  retry: string;
  /** The read failed. */
  failed: string;
  /** The vote was refused: nothing changed. */
  unsaved: string;
  /** No answer came, so the vote may or may not be recorded. */
  unsure: string;
  /** The removal was refused: nothing changed. */
  kept: string;
  /** No answer came, so the rating may or may not be removed. */
  unclear: string;
  offline: string;
  busy: string;
  limit: string;
}

/** Texts that only some widgets show. `{yes}` counts those who found the page helpful. */
export interface ExtraTexts {
  votes: CountedText;
  question: string;
  yes: string;
  no: string;
  helpful: CountedText;
  /** The visitor's own answer, `{name}`. */
  answer: string;
  /** In place of `remove`, `removed`, `unsaved` and `kept`. */
  undo: string;
  undone: string;
  lost: string;
  stays: string;
  /** Labels the box for feedback. */
  why: string;
  /** Sends the feedback. */
  send: string;
  /** The feedback was sent. */
  received: string;
}

export type AllTexts = Texts & ExtraTexts;

export interface VoteDetail extends RecordedVote {
  /** The visitor's earlier rating, if this browser remembers it. */
  previous: Rating | null;
}

export interface FeedbackDetail {
  articleId: string;
  vote: Rating;
  /** The visitor's text. */
  text: string;
}

export interface ErrorDetail {
  articleId: string;
  action: 'read' | 'vote';
  /**
   * The API's stable code; without one: `offline`, `busy`, `failed` (a read), `unsure` (the vote may be recorded),
   * `unsaved`.
   */
  code: string;
  /** The HTTP status, if there was an answer. */
  status: number | undefined;
}

export interface TopDetail {
  /** A listener may change the list in place; the result is shown. */
  articles: TopArticle[];
}

export interface TopErrorDetail {
  /** The API's stable code; without one: `offline`, `busy` or `failed`. */
  code: string;
  /** The HTTP status, if there was an answer. */
  status: number | undefined;
}

/** The details of the events, by the name without `article-rating:`. */
export interface EventDetails {
  vote: VoteDetail;
  change: Summary;
  error: ErrorDetail;
  feedback: FeedbackDetail;
  top: TopDetail;
  'top-error': TopErrorDetail;
}

export type ArticleRatingEvent<Name extends keyof EventDetails> = CustomEvent<EventDetails[Name]>;

export interface ArticleRatingHTMLElement extends HTMLElement {
  articleId: string;
  api: string;
  readOnly: boolean;
  get voterToken(): string | null;
  set voterToken(token: string);
  messages: Partial<AllTexts>;
  readonly summary: Summary | undefined;
  readonly vote: Rating | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'article-rating': ArticleRatingHTMLElement;
    'article-rating-top': HTMLElement;
  }
  // Common interface of element, document and window: events reach all three.
  interface GlobalEventHandlersEventMap {
    'article-rating:vote': ArticleRatingEvent<'vote'>;
    'article-rating:change': ArticleRatingEvent<'change'>;
    'article-rating:error': ArticleRatingEvent<'error'>;
    'article-rating:feedback': ArticleRatingEvent<'feedback'>;
    'article-rating:top': ArticleRatingEvent<'top'>;
    'article-rating:top-error': ArticleRatingEvent<'top-error'>;
  }
}
