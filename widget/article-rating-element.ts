import { articleOf, type Article } from './article.ts';
import { deriveArticleId } from './article-id.ts';
import { english } from './english.ts';
import { languageOf, loadTexts } from './language.ts';
import { nextTask } from './next-task.ts';
import { readNow } from './read-queue.ts';
import type { ArticleRatingHTMLElement, Rating, Summary, Texts } from './types.ts';
import { createView, type View } from './view.ts';

// Node, where pages are rendered on a server, has no such class.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

const TEXTS = Object.keys(english) as (keyof Texts)[];

/** `<article-rating>`: shows an article's rating and takes the visitor's. */
export class ArticleRatingElement extends Base implements ArticleRatingHTMLElement {
  static readonly observedAttributes = ['article-id', 'api', 'lang', 'readonly', ...TEXTS.map((key) => `text-${key}`)];

  #article: Article | undefined;
  #messages: Partial<Texts> = {};
  #language: string | undefined;
  #texts: Texts | undefined;
  #changing = false;
  #view: View | undefined;
  readonly #nearby: IntersectionObserver;

  constructor() {
    super();
    this.#nearby = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) readNow(this.#article!);
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
    return this.#messages;
  }

  set messages(messages: Partial<Texts>) {
    this.#messages = messages;
    void this.#change();
  }

  get summary(): Summary | undefined {
    return this.#article?.summary;
  }

  get vote(): Rating | null {
    return this.#article?.own ?? null;
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
    if (this.#changing) return;
    this.#changing = true;
    await nextTask();
    this.#changing = false;

    const article = this.isConnected ? articleOf(this.api, this.articleId.normalize()) : undefined;
    if (article !== this.#article) {
      this.#nearby.disconnect();
      this.#article?.exit(this);
      this.#article = article;
      if (article) {
        article.enter(this);
        this.#nearby.observe(this);
      }
    }

    const language = languageOf(this);
    if (!this.#texts || language !== this.#language) {
      this.#language = language;
      this.render();
      const texts = await loadTexts(language);
      if (language !== this.#language) return;
      this.#texts = texts;
    }
    this.render();
  }

  render(): void {
    if (!this.#article) return;
    // A cached language file may be older than the script, and lack a text.
    const texts = { ...english, ...this.#texts, ...this.#messages };
    for (const key of TEXTS) texts[key] = this.getAttribute(`text-${key}`) ?? (texts[key] as string);
    this.#view ??= createView(this);
    this.#view(this.#article, this.readOnly, texts, !this.#texts);
  }
}
