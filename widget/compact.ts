import { adopt } from './adopt-sheet.ts';
import type { Widget } from './article.ts';
import { compactStyles } from './compact-styles.ts';
import type { CreateView } from './features.ts';
import { make, say } from './make.ts';
import { short } from './short.ts';
import type { View } from './view.ts';

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

  return (article, texts, ...state) => {
    view(article, texts, ...state);
    say(figures, short(article.summary_, texts));
  };
}
