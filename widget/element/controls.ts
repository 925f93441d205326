import { adopt } from '../browser/adopt-sheet.ts';
import type { Article, OwnVote, Widget } from '../article/article.ts';
import { controlStyles } from './control-styles.ts';
import { englishControls } from '../texts/english-controls.ts';
import { say } from '../browser/make.ts';
import type { Star } from './star.ts';
import type { CountedText, Rating, Texts } from '../types.ts';
import type { ShownTexts } from '../texts/english.ts';

export interface Shown {
  /** The rating that the stars show as the visitor's, or 0. */
  mine_: number;
  /** The text that says why the vote is not recorded; it replaces the text of a failed read. */
  failed_: string;
}

/** Takes votes by pointer, keys and assistive technology. */
export interface Controls {
  /** Handles a click on a star. A click by key only chooses; any other click votes. */
  press_(rating: Rating, byKey: boolean): void;
  hover_(rating: number): void;
  key_(key: string): void;
  /** Updates texts and buttons. */
  show_(
    article: Article,
    texts: ShownTexts,
    write: (text: CountedText, values?: object) => string,
    still: boolean,
  ): Shown | undefined;
}

/** The texts for a failed removal in place of those for a failed vote. */
const REMOVAL: Partial<Record<keyof Texts, keyof Texts>> = { unsaved: 'kept', unsure: 'unclear' };

/** @param forgetKey called when the next click does not come from a key */
export function createControls(widget: Widget, root: ShadowRoot, rows: Star[], forgetKey: () => void): Controls {
  const part = (name: string) => root.querySelector<HTMLElement>(`[part=${name}]`)!;
  const [group, stars, hint, status] = [part('group'), part('stars'), part('hint'), part('status')];
  const [average, submit, remove] = [part('average'), part('submit'), part('remove')];
  let hovered = 0;

  const act = (action: (voting: OwnVote) => unknown) =>
    void widget
      .follow_()
      ?.vote_()
      .then((voting) => voting && action(voting));
  adopt(root, controlStyles);
  // Some browsers do not focus a clicked button. With a tabindex, the group takes the focus instead.
  group.tabIndex = -1;
  stars.onpointerdown = forgetKey;
  stars.onpointerleave = () => hover(0);
  group.addEventListener('focusout', () =>
    setTimeout(() => {
      if (root.activeElement) return;
      forgetKey();
      act((voting) => voting.drop_());
    }),
  );
  submit.onclick = () => act((voting) => voting.again_(widget));
  remove.onclick = () => act((voting) => voting.send_(null, widget));

  function press(rating: Rating, byKey: boolean): void {
    // Shows the choice even if the pointer rests elsewhere or left while this file was loading.
    hovered = 0;
    act((voting) => (byKey ? voting.choose_(rating, widget) : voting.send_(rating, widget)));
  }

  function type(key: string): void {
    if (key === 'Enter') act((voting) => voting.choice_ && voting.send_(voting.choice_, widget));
    if (key === 'Escape') act((voting) => voting.drop_());
  }

  function hover(rating: number): void {
    hovered = rating;
    widget.follow_();
    widget.render_();
  }

  return {
    press_: press,
    hover_: hover,
    key_: type,
    show_({ voting_: voting, missing_: missing, summary_: known }, given, write, still) {
      if (!voting) return undefined;
      const texts = { ...englishControls, ...given };
      const { own_: own, choice_: choice, inFlight_: inFlight, failure_: reason, outcome_: outcome } = voting;
      const failure = (!choice && REMOVAL[reason!]) || reason;
      // Until a removal is sent, the recorded rating is shown.
      const held = choice || (inFlight ? null : own);
      if (still) hovered = 0;
      const acting = voting.actor_ === widget;
      const speaking = voting.speaker_ === widget;
      const open = choice !== own && !inFlight && !failure;
      const preview = (hovered !== held && hovered) || ((open || failure) && choice) || 0;
      const news = speaking && (inFlight ? choice !== own && 'sending' : failure || outcome);
      const failed = !inFlight && failure;
      const names = texts.stars.split('|');
      const { classList } = hint.parentElement!;

      say(
        hint,
        preview
          ? names[preview - 1]!
          : own
            ? write(texts.own, { rating: own, name: names[own - 1] })
            : write(texts.hint),
      );
      say(
        status,
        news
          ? (texts[news] as string)
          : acting && open && choice
            ? texts.pending
            : acting && missing
              ? (texts[missing] as string)
              : '',
      );
      // Only the widget in use announces the average.
      average.ariaLive = acting && !failed ? 'polite' : 'off';
      rows.forEach(({ input_ }, index) => (input_.checked = held === index + 1));
      say(remove, texts.remove);
      say(submit, open ? texts.submit : texts.retry);
      submit.hidden = !(failure || (open && choice) || (missing && !known));
      remove.hidden = !own || !submit.hidden;
      classList.toggle('news', !!news && !preview && !failed);
      classList.toggle('named', !!(preview || own));
      stars.classList.toggle('saved', speaking && outcome === 'thanks');
      return { mine_: preview || held || 0, failed_: failed ? (texts[failed] as string) : '' };
    },
  };
}
