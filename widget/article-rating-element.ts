import type { Article, Widget } from './article.ts';
import { articleOf } from './articles.ts';
import { deriveArticleId } from './article-id.ts';
import type { ShownTexts } from './english.ts';
import type * as extra from './extras.ts';
import { textsFor } from './language.ts';
import { load } from './load.ts';
import { nextTask } from './next-task.ts';
import type { AllTexts, ArticleRatingHTMLElement, Rating, Summary } from './types.ts';
import { createView, type View } from './view.ts';

// Node, where pages are rendered on a server, has no such class.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** How attributes begin of which most pages have none. */
const EXTRAS = /(^|,)(text-|layo|dist|scal|resu|feed|stru)/;

/** `<article-rating>`: shows an article's rating and takes the visitor's. */
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
    // Not observedAttributes, which would have to list every text.
    new MutationObserver((changes) => {
      // A page may animate its style.
      if (changes.some(({ attributeName }) => attributeName !== 'style')) void this.change_();
    }).observe(this, { attributes: true, childList: true });
    // What a page set before this class was there hides the accessors.
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
    return (this.getAttribute('api') || new URL('.', import.meta.url).href).replace(/\/+$/, '');
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

  /** Once for all that one task changes: several attributes, or a move to another place. */
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
    const view = await extras?.dress(this, texts, this.#messages, createView);
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
