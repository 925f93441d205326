import { accountOf } from './account.ts';
import type { Article, OwnVote, Widget } from '../article/article.ts';
import { preferStored, recall, remember } from '../browser/browser-storage.ts';
import { load } from '../browser/load.ts';
import { readVote, writeVote, type RememberedVote } from './remembered-vote.ts';
import { reasonOf, type Refusal } from '../api/request.ts';
import type { Rating, Summary, Texts } from '../types.ts';
import type * as casting from './cast-vote.ts';

/** Seconds for which the answer to a vote replaces a read. */
const FRESH = 60;
/** Seconds to wait for an answer; longer than the API's own time-out. */
const TIMEOUT = 20;

/** The visitor's own vote on an article. */
export class Voting implements OwnVote {
  own_: Rating | null = null;
  choice_: Rating | null = null;
  inFlight_ = false;
  failure_: keyof Texts | undefined;
  outcome_: keyof Texts | undefined;
  actor_: Widget | undefined;

  readonly #article: Article;
  /** Storage key of the vote. */
  #slot = '';
  #known: RememberedVote | undefined;
  #wanted: Rating | null = null;

  constructor(article: Article) {
    this.#article = article;
    this.recognise_();
  }

  get speaker_(): Widget | undefined {
    const { widgets_: widgets } = this.#article;
    return widgets.has(this.actor_!) ? this.actor_ : [...widgets][0];
  }

  recognise_(): void {
    const { key_: key, token_: token } = this.#article;
    // No article ID contains a line break.
    const slot = `${key}\n${accountOf(token)}`.trimEnd();
    if (slot === this.#slot) return;
    this.#slot = slot;
    this.own_ = this.choice_ = null;
    this.failure_ = this.outcome_ = undefined;
    this.#known = readVote(recall(slot));
    if (this.#known) this.#settle(this.#known);
    if (this.#newest(FRESH)) this.#article.rest_();
  }

  resume_(): void {
    if (this.#known && !this.#known.answer && !this.inFlight_ && !this.failure_) void this.send_(this.#known.vote);
  }

  catchUp_(elsewhere = false): void {
    // Another tab's stored vote is newer than this page's unstored one.
    if (elsewhere) preferStored(this.#slot);
    const known = readVote(recall(this.#slot));
    if (!known?.answer) return;
    // Texts about an older vote would contradict the stars.
    if (known.sent !== this.#known?.sent) this.outcome_ = undefined;
    this.#settle(known);
  }

  newerThanRead_(atLeast = 0): Summary | undefined {
    let seconds = TIMEOUT;
    for (const [, kept] of (this.#article.caching_ ?? '').matchAll(/(?:max-age|validate)=(\d+)/g))
      seconds += Number(kept);
    return this.#newest(Math.max(seconds, atLeast));
  }

  #newest(seconds: number): Summary | undefined {
    // The clock may have been fast: ignore future times.
    const age = Date.now() - (this.#known?.sent ?? 0);
    return age >= 0 && age < seconds * 1000 ? this.#known?.answer : undefined;
  }

  choose_(rating: Rating, actor: Widget): void {
    this.actor_ = actor;
    this.choice_ = rating;
    this.#begin();
  }

  drop_(): void {
    if (this.inFlight_ || this.failure_ || this.choice_ === this.own_) return;
    this.choice_ = this.own_;
    this.#article.update_();
  }

  again_(actor: Widget): void {
    this.actor_ = actor;
    if (this.choice_ === this.own_) this.#article.reload_();
    else void this.send_(this.choice_, actor);
  }

  async send_(rating: Rating | null, actor = this.speaker_): Promise<void> {
    this.actor_ = actor;
    this.choice_ = this.#wanted = rating;
    if (this.inFlight_) return this.#article.update_();
    do {
      rating = this.#wanted;
      this.inFlight_ = true;
      this.#begin();
      await this.#sendOne(rating);
    } while (this.inFlight_);
  }

  async #sendOne(vote: Rating | null): Promise<void> {
    const article = this.#article;
    const slot = this.#slot;
    const previous = this.own_;
    const before = recall(slot);
    const pending = { vote, sent: Date.now(), previous };
    const ballot = {
      api: article.api,
      articleId: article.id,
      rating: vote,
      // Without an answer to the last vote, the recorded vote is unknown.
      previous: (this.#known?.answer && previous) || undefined,
      voterToken: article.token_,
      timeout: TIMEOUT,
    };
    // Remembered first: the visitor may leave before the answer arrives, and a second send is safe.
    remember(slot, writeVote((this.#known = pending)));
    const module = await load<typeof casting>('@cast-vote');
    // Without the module, nothing was sent.
    if (!module) remember(slot, before);
    const { answer, error, known } = module
      ? await module.castVote(ballot, { recall, remember }, slot, pending, before)
      : { answer: undefined, error: { status: 0 }, known: readVote(before) };
    this.inFlight_ = vote !== this.#wanted;
    if (answer) {
      // A read that began before the vote would overwrite it.
      article.rest_();
      if (slot === this.#slot) {
        // Another tab's later vote may have taken the place of this one.
        this.outcome_ = known!.vote ? 'thanks' : 'removed';
        this.#settle(known!, vote);
      }
      article.emit_('vote', { ...answer, previous }, this.actor_ && [this.actor_]);
    } else {
      this.#known = known;
      const { status = 500, code } = error as Partial<Refusal>;
      this.failure_ = code === 'too_many_votes' ? 'limit' : reasonOf(error, status < 500 ? 'unsaved' : 'unsure');
      article.update_();
      // The page gets this event even if the widget has been removed.
      article.fail_('vote', error, this.failure_, article.widgets_.size || !this.actor_ ? undefined : [this.actor_]);
    }
  }

  /** @param vote the vote that `known` records */
  #settle(known: RememberedVote, vote = this.own_): void {
    const settled = this.choice_ === this.own_ || this.choice_ === vote;
    this.#known = known;
    this.own_ = known.answer ? known.vote : known.previous;
    if (settled) this.choice_ = known.vote;
    // The summary may have arrived before this code.
    const newest = this.newerThanRead_(FRESH);
    if (newest) this.#article.show_(newest);
    else this.#article.update_();
  }

  #begin(): void {
    this.failure_ = this.outcome_ = undefined;
    this.#article.update_();
  }
}
