import { apiAddress } from '../api/api-address.ts';
import type { Article, Widget } from '../article/article.ts';
import { articleOf } from '../article/article-registry.ts';
import { deriveArticleId } from './article-id.ts';
import type { ShownTexts } from '../texts/english.ts';
import type * as extra from './extras.ts';
import { textsFor } from '../texts/language.ts';
import { load } from '../browser/load.ts';
import { nextTask } from '../browser/next-task.ts';
import type { AllTexts, ArticleRatingHTMLElement, Rating, Summary } from '../types.ts';
import { createView, type View } from './view.ts';

// Node, which renders pages on a server, has no such class.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * Beginnings of the names of rarely used attributes, short to save bytes: texts, and those that load-features.ts reads;
 * features.test.ts compares them.
 */
export const EXTRAS = /\b(text-|layo|dist|scal|resu|feed|stru)/;

/**
 * `<article-rating>`: shows an article's rating and takes the visitor's vote.
 *
 * @tag article-rating
 * @attr {string} article-id - the article; otherwise derived from the page's address
 * @attr {string} api - the base URL of the API, without `/v1/…`; otherwise the script's folder
 * @attr {boolean} readonly - shows the rating and takes no votes
 * @attr {'badge' | 'compact'} layout - a smaller layout
 * @attr {string} href - the link target of a badge
 * @attr {boolean} distribution - the average expands into a bar for each number of stars
 * @attr {'after-vote'} results - hides the result until the visitor has voted
 * @attr {'yes-no'} scale - asks a question instead of stars
 * @attr {boolean} feedback - asks for a reason after the vote
 * @attr {string} structured-data - a type of schema.org, for stars in search results
 * @attr {string} voter-token - a signed token that identifies the voter
 * @attr {string} lang - the language; otherwise that of the nearest element with `lang`
 * @attr {string} text-title - the question; every other text has an attribute too
 * @fires {ArticleRatingEvent<'vote'>} article-rating:vote - a vote was recorded, changed or removed
 * @fires {ArticleRatingEvent<'change'>} article-rating:change - a summary has arrived, by a read or a vote
 * @fires {ArticleRatingEvent<'error'>} article-rating:error - a read or a vote failed
 * @fires {ArticleRatingEvent<'feedback'>} article-rating:feedback - the visitor has sent feedback
 * @slot after-low - shown after a vote of one to three stars
 * @slot after-high - shown after a vote of four or five stars
 * @csspart group - the whole widget
 * @csspart title - the question
 * @csspart line - the line with the hint or the status
 * @csspart hint - the instruction, the name of a star, or the visitor's own rating
 * @csspart status - the outcome of a vote
 * @csspart stars - the row of stars
 * @csspart star - each star, or each answer to a question
 * @csspart answer - the word of an answer to a question
 * @csspart facts - the line with the summary
 * @csspart summary - holds the average
 * @csspart average - average and count, or why they or the visitor's vote are missing
 * @csspart distribution - the <details> with the bars
 * @csspart toggle - the <summary> of the distribution, with the average
 * @csspart bars - the table of bars
 * @csspart label - the label of a bar
 * @csspart bar - the bar
 * @csspart votes - the number of a bar's votes
 * @csspart share - a bar's share of all votes
 * @csspart short - average and count in figures, in a smaller layout
 * @csspart link - the badge, a link with href
 * @csspart bubble - the messages and buttons below a compact rating's row
 * @csspart after - the content after a vote
 * @csspart feedback - the form for feedback
 * @csspart why - the label of the feedback's text box
 * @csspart text - the feedback's text box
 * @csspart send - the button that sends the feedback
 * @csspart received - the thanks for feedback
 * @csspart actions - the line with the submit or remove button
 * @csspart submit - the button that sends a choice, or tries again
 * @csspart remove - the button that removes the visitor's rating
 * @cssprop [--article-rating-color] - the stars; their outline is mixed from it
 * @cssprop [--article-rating-own-color] - the visitor's own rating, the preview, the focus
 * @cssprop [--article-rating-size=2em] - the width of a star
 */
export class ArticleRatingElement extends Base implements ArticleRatingHTMLElement, Widget {
  #article: Article | undefined;
  #messages: Partial<AllTexts> | undefined;
  #texts: ShownTexts | undefined;
  #view: View | undefined;
  #extras: typeof extra | undefined;
  #changes = 0;
  readonly #nearby: IntersectionObserver;

  constructor() {
    super();
    this.#nearby = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#article!.look_();
      },
      { rootMargin: '200px' },
    );
    // observedAttributes would have to list every text.
    new MutationObserver((changes) => {
      // A page may animate its style.
      if (changes.some(({ attributeName }) => attributeName !== 'style')) void this.change_();
    }).observe(this, { attributes: true, childList: true });
    // Properties that a page set before this class was defined hide the accessors.
    for (const [name, value] of Object.entries(this)) {
      delete this[name as keyof this];
      this[name as keyof this] = value as never;
    }
  }

  get articleId(): string {
    return (
      this.getAttribute('article-id') ||
      deriveArticleId(location.href, document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href)
    );
  }

  set articleId(id: string) {
    this.setAttribute('article-id', id);
  }

  get api(): string {
    return apiAddress(this);
  }

  set api(url: string) {
    this.setAttribute('api', url);
  }

  get readOnly(): boolean {
    return this.hasAttribute('readonly');
  }

  set readOnly(readOnly: boolean) {
    this.toggleAttribute('readonly', readOnly);
  }

  get voterToken(): string | null {
    return this.getAttribute('voter-token');
  }

  set voterToken(token: string) {
    this.setAttribute('voter-token', token);
  }

  get messages(): Partial<AllTexts> {
    return this.#messages ?? {};
  }

  set messages(messages: Partial<AllTexts>) {
    this.#messages = messages;
    void this.change_();
  }

  get summary(): Summary | undefined {
    return this.#article?.summary_;
  }

  get vote(): Rating | null {
    return this.#article?.voting_?.own_ ?? null;
  }

  connectedCallback(): void {
    void this.change_();
  }

  disconnectedCallback(): void {
    void this.change_();
  }

  /** Runs once for all changes of one task, such as several attributes or a move in the document. */
  async change_(): Promise<void> {
    const change = ++this.#changes;
    await nextTask();
    if (change !== this.#changes) return;
    const article = this.follow_();
    if (!article) return;
    const [texts, extras] = await Promise.all([
      textsFor(this),
      this.#extras ??
        (this.#messages || EXTRAS.test(String(this.getAttributeNames())) || this.querySelector('[slot]')
          ? load<typeof extra>('@extras')
          : undefined),
      article.recognise_(),
    ]);
    const view = await extras?.viewOf(this, texts, this.#messages, createView);
    if (change !== this.#changes) return;
    this.#extras = extras;
    this.#texts = texts;
    this.#view = view ?? this.#view ?? createView(this);
    this.render_();
  }

  follow_(): Article | undefined {
    const article = this.isConnected ? articleOf(this.api, this.articleId.normalize()) : undefined;
    if (article !== this.#article) {
      this.#nearby.disconnect();
      this.#article?.exit_(this);
      this.#article = article;
      if (article) {
        article.enter_(this);
        this.#nearby.observe(this);
      }
    }
    return article;
  }

  render_(still = false): void {
    if (this.#article) this.#view?.(this.#article, this.#texts!, this.readOnly, still);
  }
}
