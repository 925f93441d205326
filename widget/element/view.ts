import type { Article, Widget } from '../article/article.ts';
import type * as controlling from './controls.ts';
import { format } from './format.ts';
import { load } from '../browser/load.ts';
import { make, say } from '../browser/make.ts';
import type { ShownTexts } from '../texts/english.ts';
import { reserveRoom } from './reserve-room.ts';
import { createStar } from './star.ts';
import { styles } from './styles.ts';
import type { CountedText, Rating } from '../types.ts';

/**
 * Shows an article.
 *
 * @param still false if a pointer is known to be over the widget
 */
export type View = (article: Article, texts: ShownTexts, readOnly: boolean, still: boolean) => void;

let sheet: CSSStyleSheet | undefined;

/** Fills the shadow root of a widget, and returns the function that updates it. */
export function createView(widget: Widget): View {
  // The page may contain a declarative shadow root.
  const root = widget.shadowRoot ?? widget.attachShadow({ mode: 'open' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  // Not by `adopt`: this must also remove another view's style sheets, and the script is at its size limit.
  root.adoptedStyleSheets = [sheet];

  const title = make('legend', 'title');
  const hint = make('div', 'hint');
  const status = make('output', 'status');
  const line = reserveRoom('line', 'div', hint, status);
  const rows = [1, 2, 3, 4, 5].map(createStar);
  const stars = make('section', 'stars', ...rows.map(({ cell_ }) => cell_));
  const average = make('bdi', 'average');
  const facts = reserveRoom('facts', 'div', make('div', 'summary', average));
  const submit = make('button', 'submit');
  const remove = make('button', 'remove');
  const actions = reserveRoom('actions', 'button', make('div', '', remove, submit));
  const group = make('fieldset', 'group', title, line.element_, stars, facts.element_, actions.element_);
  group.setAttribute('aria-describedby', (average.id = 'average'));
  root.replaceChildren(group);

  let written: ShownTexts;
  let controls: controlling.Controls | undefined;
  /** Null after a failure: only the visitor's next action tries again. */
  let ready: Promise<controlling.Controls | undefined> | undefined | null;
  /** The visitor's action that failed. */
  let undone: ((controls: controlling.Controls) => void) | undefined;
  /** The last key pressed, as long as its click may still follow. */
  let keyed: KeyboardEvent | undefined;

  /** Loads the controls as soon as a vote is likely; most visitors never need them. */
  function reach(act?: typeof undone, votes = false): void {
    const article = widget.follow_()!;
    undone = undefined;
    // One shared promise keeps the visitor's actions in order.
    ready ??= Promise.all([load<typeof controlling>('@controls'), article.vote_()]).then(
      ([module, voting]) => voting && module?.createControls(widget, root, rows, () => (keyed = undefined)),
    );
    void ready.then((loaded) => {
      if ((controls = loaded)) act?.(loaded);
      else {
        ready = null;
        if (votes) {
          undone = act;
          article.fail_('vote', {}, 'unsaved');
        }
      }
      widget.render_();
    });
  }

  stars.onpointerover = ({ target }) => reach((ready) => ready.hover_(ratingOf(target)));
  stars.addEventListener('focusin', () => reach());
  stars.onkeydown = (event) => {
    // Only Space and the arrow keys cause click events.
    keyed = /^( |Ar)/.test(event.key) ? event : undefined;
    reach((ready) => ready.key_(event.key));
  };
  // Space causes its click after this event. The next key may be pressed before the timer fires.
  stars.onkeyup = ({ key }) => {
    const released = keyed;
    if (released?.key === key) setTimeout(() => keyed === released && (keyed = undefined));
  };
  stars.onclick = ({ target }) => {
    const rating = ratingOf(target);
    const byKey = !!keyed;
    if (rating) reach((ready) => ready.press_(rating, byKey), true);
  };
  submit.onclick = () => (undone ? reach(undone, true) : widget.follow_()!.reload_());

  return (article, texts, readOnly, still) => {
    const { summary_: known, missing_: missing, voting_: voting } = article;
    if (voting && ready === undefined) reach();
    const names = texts.stars.split('|');
    const none = readOnly ? texts.none : `${texts.none} ${texts.first}`;
    const write = (text: CountedText, values: object | undefined = known) =>
      format(text, { max: 5, ...values }, texts.lang);
    const lack = known ? undefined : missing;
    const unsaved = undone ? texts.unsaved : '';
    const focused = root.activeElement as HTMLElement | null;

    if (written !== texts) {
      written = texts;
      const all = (keys: string) => keys.split(' ').map((key) => texts[key as 'hint'] ?? '');
      line.keepRoom_([
        ...names.flatMap((name, index) => [name, write(texts.own, { rating: index + 1, name })]),
        ...all('hint sending thanks removed'),
      ]);
      facts.keepRoom_([
        none,
        write(texts.summary, { average: 4.8, count: 88888 }),
        ...all(`failed offline busy${readOnly ? '' : ' unsure unclear limit'}`),
      ]);
      actions.keepRoom_(all('submit retry remove'));
    }

    group.lang = texts.lang;
    group.ariaLabel = readOnly ? texts.title : null;
    title.hidden = line.element_.hidden = actions.element_.hidden = stars.inert = readOnly;
    say(title, texts.title);
    const shown = readOnly ? undefined : controls?.show_(article, texts, write, still);
    const mine = shown?.mine_ || 0;
    if (!shown) {
      say(hint, unsaved || write(texts.hint));
      say(status, unsaved);
      say(submit, texts.retry);
      submit.hidden = !(unsaved || lack);
      remove.hidden = true;
    }
    say(
      average,
      shown?.failed_ || (lack ? (texts[lack] as string) : known ? (known.count ? write(texts.summary) : none) : ''),
    );
    rows.forEach(({ input_, shade_ }, index) => {
      shade_((mine || known?.average || 0) - index);
      input_.ariaLabel = `${write(texts.star, { count: index + 1 })}, ${names[index]}`;
    });
    group.className = mine ? 'own' : known ? '' : 'unread';
    // Focus must not return to the page when the focused button is hidden.
    if (focused?.hidden) (submit.hidden ? rows[(mine || 1) - 1]!.input_ : submit).focus({ preventScroll: true });
  };
}

function ratingOf(target: EventTarget | null): Rating {
  return +(target as HTMLInputElement).value as Rating;
}
