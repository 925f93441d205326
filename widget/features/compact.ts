import { adopt } from '../browser/adopt-sheet.ts';
import type { Widget } from '../article/article.ts';
import { compactStyles } from './compact-styles.ts';
import type { CreateView } from '../element/load-features.ts';
import { make, say } from '../browser/make.ts';
import { shortSummary } from './short-summary.ts';
import type { View } from '../element/view.ts';

/** Shows stars and figures in one row, and the rest in a bubble below it while the pointer or the focus is there. */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  const root = widget.shadowRoot!;
  adopt(root, compactStyles);
  const part = (name: string) => root.querySelector<HTMLElement>(`[part=${name}]`)!;
  const figures = make('bdi', 'short');
  figures.ariaHidden = 'true';
  const bubble = make('div', 'bubble', part('line'), part('facts'), part('actions'));
  part('group').append(figures, bubble);
  // Its size changes when it appears or has another text.
  const sizes = new ResizeObserver(() => keepInside(bubble));
  sizes.observe(bubble);
  sizes.observe(document.documentElement);

  return (article, texts, ...state) => {
    view(article, texts, ...state);
    say(figures, shortSummary(article.summary_, texts));
  };
}

/** Moves the bubble sideways if it would stick out of the page. */
function keepInside(bubble: HTMLElement): void {
  bubble.style.translate = '';
  const { left, right } = bubble.getBoundingClientRect();
  const beyond = right - document.documentElement.clientWidth;
  if (beyond > 0 || left < 0) bubble.style.translate = `${-Math.max(beyond, Math.min(left, 0))}px`;
}
