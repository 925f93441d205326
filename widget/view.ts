import type { Article, Widget } from './article.ts';
import { format } from './format.ts';
import { make, say } from './make.ts';
import { createStar } from './star.ts';
import { styles } from './styles.ts';
import type { CountedText, Rating, Texts } from './types.ts';

/**
 * Shows an article.
 *
 * @param texts in the visitor's language; while they are on their way, others that keep the room unseen
 */
export type View = (article: Article, readOnly: boolean, texts: Texts, waiting: boolean) => void;

let sheet: CSSStyleSheet | undefined;

/** Fills the shadow root of a widget, and returns the function that brings it up to date. */
export function createView(widget: Element & Widget): View {
  // A server may have declared the root in the page.
  const root = widget.shadowRoot ?? widget.attachShadow({ mode: 'open' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  root.adoptedStyleSheets.push(sheet);

  let article: Article;
  let hovered = 0;
  let pressed = false;

  const title = make('legend', 'title');
  const hint = make('div', 'hint');
  const rows = [1, 2, 3, 4, 5].map(createStar);
  const stars = make('div', 'stars', ...rows.map(({ cell }) => cell));
  const average = make('bdi', 'average');
  const summary = make('p', 'summary', average);
  const status = make('output', 'status');
  const submit = make('button', 'submit');
  const remove = make('button', 'remove');
  const group = make('fieldset', 'group', title, hint, stars, summary, status, submit, remove);
  root.replaceChildren(group);

  // Arrow keys click radio buttons, too: only after a press on a star does a click count as one.
  stars.onpointerdown = () => (pressed = true);
  stars.onkeydown = ({ key }) => {
    pressed = false;
    if (key === 'Enter' && article.choice) void article.send(article.choice, widget);
  };
  stars.onchange = ({ target }) => article.choose(ratingOf(target), widget);
  stars.onclick = ({ target }) => {
    if (pressed && ratingOf(target)) void article.send(ratingOf(target), widget);
  };
  stars.onpointerover = ({ target }) => hover(ratingOf(target));
  stars.onpointerleave = () => hover(0);
  submit.onclick = () => article.again(widget);
  remove.onclick = () => void article.send(null, widget);

  function hover(rating: number): void {
    hovered = rating;
    widget.render();
  }

  return (next, readOnly, texts, waiting) => {
    article = next;
    const { own, choice, inFlight, failure, outcome } = article;
    const acting = article.actor === widget;
    const known = article.summary;
    const names = texts.stars.split('|');
    const write = (text: CountedText) =>
      format(text, { ...known, max: 5, rating: own, name: names[own! - 1] }, texts.lang);
    const pending = choice !== own;
    const preview = (hovered !== choice && hovered) || (pending && choice) || 0;
    const focused = root.activeElement as HTMLElement | null;

    group.lang = texts.lang;
    group.classList.toggle('waiting', waiting);
    title.hidden = hint.hidden = stars.inert = readOnly;
    say(title, texts.title);
    say(hint, preview ? names[preview - 1]! : write(own ? texts.own : texts.hint));

    stars.classList.toggle('preview', !!preview);
    rows.forEach(({ input, shade }, index) => {
      shade((preview || known?.average || 0) - index);
      input.checked = choice === index + 1;
      input.ariaLabel = names[index]!;
    });

    const none = readOnly ? texts.none : `${texts.none} ${texts.first}`;
    summary.dataset.none = acting ? '' : none;
    say(average, known ? (known.count ? write(texts.summary) : none) : failure && !acting ? write(texts[failure]) : '');
    const news = acting && (inFlight ? pending && 'sending' : failure || outcome);
    say(status, news ? write(texts[news]) : '');

    say(submit, failure ? texts.retry : texts.submit);
    say(remove, texts.remove);
    const wanted = readOnly ? failure && !known : failure || (pending && choice && !inFlight);
    submit.hidden = !wanted;
    remove.hidden = readOnly || !own;
    // Focus must not fall back to the page when its button goes.
    if (focused?.hidden) {
      (submit.hidden ? rows[(choice || 1) - 1]!.input : submit).focus({ preventScroll: true });
    }
  };
}

function ratingOf(target: EventTarget | null): Rating {
  return Number((target as HTMLInputElement).value) as Rating;
}
