import { sendVote, type Refusal } from './api.ts';
import { recall, remember } from './browser-storage.ts';
import { awaitRead, cancelRead, readNow } from './read-queue.ts';
import type { ErrorDetail, EventDetails, Rating, RecordedVote, Summary, Texts } from './types.ts';

/** What shows an article. */
export interface Widget extends EventTarget {
  /** Signed by the site for a signed-in user. */
  readonly voterToken: string | null;
  render(): void;
}

const articles = new Map<string, Article>();

/** The one state that all widgets of an article share, so that they stay in step. */
export function articleOf(api: string, id: string): Article {
  const key = `article-rating:${api} ${id}`;
  let article = articles.get(key);
  if (!article) articles.set(key, (article = new Article(api, id, key)));
  return article;
}

// Another tab has voted. Node has no such event.
globalThis.addEventListener?.('storage', ({ key }) => articles.get(key!)?.restore());

export class Article {
  summary: Summary | undefined;
  /** The visitor's recorded rating. */
  own: Rating | null | undefined;
  /** The rating that is picked; it differs from `own` until it is sent and recorded. */
  choice: Rating | null | undefined;
  /** Whether a vote is under way. */
  inFlight: boolean | undefined;
  failure: keyof Texts | undefined;
  outcome: keyof Texts | undefined;
  /** The widget that the visitor used last: only this one announces what happens. */
  actor: Widget | undefined;
  giveUp?: () => void;

  readonly api: string;
  readonly id: string;
  private readonly storageKey: string;
  private readonly widgets = new Set<Widget>();
  private wanted: Rating | null | undefined;
  private fresh: number | undefined;

  constructor(api: string, id: string, key: string) {
    this.api = api;
    this.id = id;
    this.storageKey = key;
    this.restore();
  }

  enter(widget: Widget): void {
    if (!this.widgets.size && !(this.fresh! > Date.now())) awaitRead(this);
    this.widgets.add(widget);
    if (this.summary) this.emit('change', this.summary, [widget]);
  }

  exit(widget: Widget): void {
    this.widgets.delete(widget);
    if (!this.widgets.size) cancelRead(this);
  }

  choose(rating: Rating, actor: Widget): void {
    this.actor = actor;
    this.choice = rating;
    this.outcome = undefined;
    this.update();
  }

  /** Sends what could not be sent, or reads what could not be read. */
  again(actor: Widget): void {
    if (this.choice !== this.own) return void this.send(this.choice!, actor);
    this.actor = actor;
    this.begin();
    awaitRead(this);
    readNow(this);
  }

  /** Sends a vote. Meanwhile the last of further votes waits, so that they are recorded in the visitor's order. */
  async send(rating: Rating | null, actor: Widget): Promise<void> {
    this.actor = actor;
    this.choice = this.wanted = rating;
    if (this.inFlight) return;
    do {
      rating = this.wanted!;
      this.inFlight = true;
      this.begin();
      const previous = this.own ?? null;
      try {
        const recorded = await sendVote(this.api, this.id, rating, this.actor.voterToken);
        this.inFlight = rating !== this.wanted;
        // A read that began before the vote would take it back from the screen.
        cancelRead(this);
        remember(this.storageKey, JSON.stringify([recorded, Date.now()]));
        this.outcome = rating ? 'thanks' : 'removed';
        this.restore();
        this.emit('vote', { ...recorded, previous }, [this.actor]);
      } catch (error) {
        this.inFlight = rating !== this.wanted;
        this.fail('vote', error);
      }
    } while (this.inFlight);
  }

  /** Takes over what this browser remembers of the visitor's last vote. */
  restore(): void {
    try {
      const [recorded, at] = JSON.parse(recall(this.storageKey)!) as [RecordedVote, number];
      if (this.choice === this.own) this.choice = recorded.vote;
      this.own = recorded.vote;
      // For a minute the answer stands in for a read: caches may still hold the summary from before the vote.
      this.fresh = at + 60_000;
      if (this.fresh > Date.now()) this.receive(recorded);
    } catch {
      // Nothing is remembered.
    }
  }

  receive(summary: Summary | undefined, error?: unknown): void {
    if (!summary) return this.fail('read', error);
    this.summary = summary;
    // A vote that failed meanwhile still waits to be sent again.
    if (this.choice === this.own) this.failure = undefined;
    this.update();
    this.emit('change', summary);
  }

  private begin(): void {
    this.failure = this.outcome = undefined;
    this.update();
  }

  private fail(action: ErrorDetail['action'], error: unknown): void {
    const { status, code } = error as Partial<Refusal>;
    this.failure = !navigator.onLine
      ? 'offline'
      : status === 429
        ? 'limit'
        : status === 503
          ? 'busy'
          : action === 'read'
            ? 'failed'
            : status! < 500
              ? 'unsaved'
              : 'unsure';
    this.update();
    const detail = { articleId: this.id, action, code: (status && code) || this.failure, status };
    this.emit('error', detail);
  }

  private emit<Name extends keyof EventDetails>(
    name: Name,
    detail: EventDetails[Name],
    widgets: Iterable<Widget> = this.widgets,
  ): void {
    for (const widget of widgets) {
      widget.dispatchEvent(new CustomEvent(`article-rating:${name}`, { detail, bubbles: true, composed: true }));
    }
  }

  private update(): void {
    for (const widget of this.widgets) widget.render();
  }
}
