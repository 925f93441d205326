import { adopt } from '../browser/adopt-sheet.ts';
import { apiAddress } from '../api/api-address.ts';
import { make } from '../browser/make.ts';
import { reasonOf, request, type Refusal } from '../api/request.ts';
import type { EventDetails, Summary, TopArticle } from '../types.ts';
import { warn } from '../browser/warn.ts';

// Node, which renders pages on a server, has no such class.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** Height of an article's line, in em. */
const LINE = 1.7;

/**
 * `<article-rating-top>`: the best rated articles, each with its average and count.
 *
 * @tag article-rating-top
 * @attr {string} prefix - the start of the article IDs; otherwise this site's host and a slash
 * @attr {string} article-prefix - the same for frameworks, which would set the read-only property `prefix` of elements
 * @attr {number} limit - how many articles, 1 to 100; otherwise 10
 * @attr {string} api - the base URL of the API, without `/v1/…`; otherwise the script's folder
 * @attr {string} lang - the language of the numbers; otherwise that of the nearest element with `lang`
 * @fires {ArticleRatingEvent<'top'>} article-rating:top - a list has arrived; a listener may change it before it is shown
 * @fires {ArticleRatingEvent<'top-error'>} article-rating:top-error - no list could be loaded; nothing is shown
 * @csspart list - the list
 * @csspart item - the line of an article
 * @csspart title - an article's title, a link for articles of this site
 * @csspart average - an article's average
 * @csspart count - an article's number of votes
 */
export class ArticleRatingTopElement extends Base {
  static readonly observedAttributes = ['api', 'article-prefix', 'limit', 'prefix'];
  #list: HTMLOListElement | undefined;
  /** The address of the list that is shown or awaited. */
  #address = '';

  connectedCallback(): void {
    const limit = this.getAttribute('limit') ?? '10';
    const prefix = this.getAttribute('article-prefix') ?? this.getAttribute('prefix') ?? `${location.host}/`;
    const address = `${apiAddress(this)}/v1/top?${String(new URLSearchParams({ limit, prefix }))}`;
    if (address === this.#address) return;
    this.#address = address;
    const list = (this.#list ??= this.#createList());
    // Reserves the height of the list, so that the content below it does not move.
    list.style.minHeight = `${Number(limit) * LINE}em`;
    void this.#fill(list, address);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.connectedCallback();
  }

  #createList(): HTMLOListElement {
    const list = make('ol', 'list');
    // The page may contain a declarative shadow root.
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    adopt(root, `:host{display:block}:host([hidden]){display:none}a{color:inherit}li{line-height:${LINE}}`);
    root.replaceChildren(list);
    return list;
  }

  /** Reports why there is no list: as a console warning and as an event. */
  #fail(list: HTMLOListElement, error: Partial<Refusal>): void {
    // The list for earlier attribute values would be mistaken for the current one.
    list.replaceChildren();
    const { status } = error;
    const detail = { code: (status && error.code) || reasonOf(error, 'failed'), status };
    warn(
      `no top list loaded: ${status === 404 ? 'the operator enables it with topListHours' : `${detail.code}${status ? ` (HTTP ${status})` : ''}`}`,
    );
    this.#emit('top-error', detail);
  }

  #emit<Name extends 'top' | 'top-error'>(name: Name, detail: EventDetails[Name]): void {
    this.dispatchEvent(new CustomEvent(`article-rating:${name}`, { bubbles: true, detail }));
  }

  async #fill(list: HTMLOListElement, address: string): Promise<void> {
    try {
      const response = await request(address, { signal: AbortSignal.timeout(20_000) });
      const { articles } = (await response.json()) as { articles: Summary[] };
      // The attributes may have changed since.
      if (address !== this.#address) return;
      const shown = articles.map((article): TopArticle => ({ ...article, ...describe(article.articleId) }));
      // Listeners may change the list, in particular the titles, which the service does not store.
      const detail: EventDetails['top'] = { articles: shown };
      this.#emit('top', detail);
      const locale = this.closest<HTMLElement>('[lang]')?.lang || undefined;
      list.replaceChildren(...shown.map((article) => item(article, locale)));
    } catch (error) {
      if (address !== this.#address) return;
      this.#fail(list, error as Partial<Refusal>);
    }
    list.style.minHeight = '';
  }
}

/**
 * A title and, on this site, an address, from an ID of host and path. Other sites' articles get no
 * link: votes can create any ID, and must not put links on this page.
 */
function describe(articleId: string): { title: string; href: string | null } {
  const [, host, path = ''] = /^([^/]*)(\/.*)?$/.exec(articleId)!;
  const name = path.split('/').findLast((part) => part) ?? host ?? articleId;
  let title = name;
  try {
    title = decodeURIComponent(name);
  } catch {
    // The title stays encoded.
  }
  title = title.replace(/\.html?$/, '').replace(/[-_]+/g, ' ');
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    href: host === location.host ? path || '/' : null,
  };
}

function item({ title, href, average, count, distribution }: TopArticle, locale: string | undefined): HTMLLIElement {
  const name = make(href === null ? 'bdi' : 'a', 'title', title);
  if (href !== null) name.setAttribute('href', href);
  // Shows 5 only if every vote is five stars.
  const stars = (distribution[4] === count ? average : Math.min(average, 4.9)).toLocaleString(locale, {
    maximumFractionDigits: 1,
  });
  const rating = make('span', 'average', `${stars} ★`);
  rating.setAttribute('role', 'img');
  rating.setAttribute('aria-label', `${stars} / 5`);
  return make('li', 'item', name, ' ', rating, ' ', make('span', 'count', `(${count.toLocaleString(locale)})`));
}
