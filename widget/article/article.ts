import { attempt } from '../browser/attempt.ts';
import { load } from '../browser/load.ts';
import { awaitRead, cancelRead, readNow } from '../api/read-queue.ts';
import { reasonOf, type Refusal } from '../api/request.ts';
import type { ErrorDetail, EventDetails, Rating, Summary, Texts } from '../types.ts';

/** A widget that shows an article. */
export interface Widget extends HTMLElement {
  /** Signed by the site for a signed-in user. */
  readonly voterToken: string | null;
  /** @param still false if a pointer is known to be over it */
  render_(still?: boolean): void;
  /** The article to act on now: a single-page app may change the address without an event. */
  follow_(): Article | undefined;
}

/** The visitor's own vote on an article; implemented by `voting.ts`. */
export interface OwnVote {
  /** The recorded rating. */
  own_: Rating | null;
  /** The chosen rating; it differs from `own_` until it is sent and recorded. */
  choice_: Rating | null;
  /** Whether a vote is under way. */
  inFlight_: boolean;
  /** The text that says why the choice is not recorded. */
  failure_: keyof Texts | undefined;
  outcome_: keyof Texts | undefined;
  /** The widget that the visitor used last. */
  actor_: Widget | undefined;
  /** The widget that makes the announcements. */
  readonly speaker_: Widget | undefined;
  /** Reads the remembered vote. Votes are remembered per account, and separately without an account. */
  recognise_(): void;
  /** Sends again a vote that had no answer when the visitor left the page. */
  resume_(): void;
  /** Takes over the vote that another tab or an earlier page has recorded. */
  catchUp_(elsewhere?: boolean): void;
  /** The answer to the last vote, if the summary from a cache may be older. */
  newerThanRead_(): Summary | undefined;
  choose_(rating: Rating, actor: Widget): void;
  /** Forgets a choice that was not sent. */
  drop_(): void;
  /** Sends an unrecorded choice, otherwise reads the summary again. */
  again_(actor: Widget): void;
  /** Sends a vote. While one is in flight, only the latest further vote waits, so that votes are recorded in order. */
  send_(rating: Rating | null, actor?: Widget): Promise<void>;
}

/** The module `voting.ts`, loaded before a vote. */
interface VotingModule {
  readonly Voting: new (article: Article) => OwnVote;
}

/** The one state that all widgets of an article share, so that they stay in step. */
export class Article {
  summary_: Summary | undefined;
  /** The header `Cache-Control` of the summary that was read: it limits the summary's age in caches. */
  caching_?: string | null;
  /** The text that says why there is no summary, or no newer one. */
  missing_: keyof Texts | undefined;
  /** The visitor's own vote; loaded only if there is one or the visitor may vote. */
  voting_: OwnVote | undefined;
  near_ = false;
  readonly widgets_ = new Set<Widget>();
  giveUp_?: () => void;

  readonly api: string;
  readonly id: string;
  /** Storage key of the visitor's vote. */
  readonly key_: string;

  constructor(api: string, id: string, key: string) {
    this.api = api;
    this.id = id;
    this.key_ = key;
  }

  enter_(widget: Widget): void {
    if (!this.widgets_.size) awaitRead(this);
    this.widgets_.add(widget);
    if (this.summary_) this.emit_('change', this.summary_, [widget]);
  }

  exit_(widget: Widget): void {
    this.widgets_.delete(widget);
    if (!this.widgets_.size) cancelRead(this);
  }

  /** Loads the visitor's vote. Most visitors have none, and load nothing. */
  async recognise_(): Promise<void> {
    if (!this.voting_ && !this.token_ && !isStored(this.key_)) return;
    const voting = await this.vote_();
    voting?.recognise_();
    if (this.near_) voting?.resume_();
  }

  /** Loads the voting code. */
  async vote_(): Promise<OwnVote | undefined> {
    const module = await load<VotingModule>('@voting');
    return (this.voting_ ??= module && new module.Voting(this));
  }

  /** Reads the summary and resumes an unanswered vote, once a widget is near the viewport. */
  look_(): void {
    this.near_ = true;
    readNow(this);
    this.voting_?.resume_();
  }

  /** Cancels the read. */
  rest_(): void {
    cancelRead(this);
  }

  /** Reads again. */
  reload_(): void {
    if (!this.widgets_.size) return;
    awaitRead(this);
    readNow(this);
  }

  receive_(summary: Summary, caching: string | null): void {
    this.caching_ = caching;
    // Caches may hold the summary from before the vote.
    this.show_(this.voting_?.newerThanRead_() ?? summary);
  }

  miss_(error: unknown): void {
    this.missing_ = reasonOf(error, 'failed');
    this.update_();
    this.fail_('read', error, this.missing_);
  }

  show_(summary: Summary): void {
    this.summary_ = summary;
    this.missing_ = undefined;
    this.update_();
    this.emit_('change', summary);
  }

  /** Reports a failure to the page. */
  fail_(action: ErrorDetail['action'], error: unknown, text: string, widgets?: Iterable<Widget>): void {
    const { status, code } = error as Partial<Refusal>;
    const detail = { articleId: this.id, action, code: (status && code) || text, status };
    this.emit_('error', detail, widgets);
  }

  emit_<Name extends keyof EventDetails>(
    name: Name,
    detail: EventDetails[Name],
    widgets: Iterable<Widget> = this.widgets_,
  ): void {
    const event = () => new CustomEvent(`article-rating:${name}`, { detail, bubbles: true, composed: true });
    for (const widget of widgets) {
      widget.dispatchEvent(event());
      // Its events do not bubble to the page.
      if (!widget.isConnected) document.dispatchEvent(event());
    }
  }

  /** The voter token of any widget: one page has one visitor. */
  get token_(): string | undefined {
    for (const { voterToken } of this.widgets_) if (voterToken) return voterToken;
    return undefined;
  }

  update_(still?: boolean): void {
    for (const widget of this.widgets_) widget.render_(still);
  }
}

function isStored(key: string): boolean {
  return attempt(
    () => key in localStorage,
    // The browser blocks storage.
    () => false,
  );
}
