import type { Article, Widget } from './article.ts';
import { articleOf } from './articles.ts';
import { deriveArticleId } from './article-id.ts';
import type * as custom from './custom-texts.ts';
import { english, VOTING_TEXTS } from './english.ts';
import { textsFor } from './language.ts';
import { load } from './load.ts';
import { nextTask } from './next-task.ts';
import type { ArticleRatingHTMLElement, Rating, Summary, Texts } from './types.ts';
import type { ShownTexts } from './english.ts';
import { createView, type View } from './view.ts';

// Node, where pages are rendered on a server, has no such class.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

const KEYS = [...Object.keys(english), ...VOTING_TEXTS] as (keyof Texts)[];
const TEXTS = KEYS.map((key) => `text-${key}`);

/** `<article-rating>`: shows an article's rating and takes the visitor's. */
export class ArticleRatingElement extends Base implements ArticleRatingHTMLElement, Widget {
  static readonly observedAttributes = ['article-id', 'api', 'lang', 'readonly', 'voter-token', ...TEXTS];

  #article: Article | undefined;
  #messages: Partial<Texts> | undefined;
  #texts: ShownTexts | undefined;
  #view: View | undefined;
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

  get messages(): Partial<Texts> {
    return this.#messages ?? {};
  }

  set messages(messages: Partial<Texts>) {
    this.#messages = messages;
    void this.#change();
  }

  get summary(): Summary | undefined {
    return this.#article?.summary_;
  }

  get vote(): Rating | null {
    return this.#article?.voting_?.own_ ?? null;
  }

  connectedCallback(): void {
    void this.#change();
  }

  disconnectedCallback(): void {
    void this.#change();
  }

  attributeChangedCallback(): void {
    void this.#change();
  }

  /** Once for all that one task changes: several attributes, or a move to another place. */
  async #change(): Promise<void> {
    const change = ++this.#changes;
    await nextTask();
    if (change !== this.#changes) return;
    const article = this.follow_();
    const messages = this.#messages;
    const [texts, customised] = await Promise.all([
      textsFor(this),
      messages || TEXTS.some((name) => this.hasAttribute(name)) ? load<typeof custom>('@custom-texts') : undefined,
      article?.recognise_(),
    ]);
    if (change !== this.#changes) return;
    this.#texts = customised?.customTexts(KEYS, texts, messages, this) ?? texts;
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
    if (!this.#article || !this.#texts) return;
    this.#view ??= createView(this);
    this.#view(this.#article, this.#texts, this.readOnly, still);
  }
}
