import { adopt } from '../browser/adopt-sheet.ts';
import type { Article, Widget } from '../article/article.ts';
import { badgeStyles } from './badge-styles.ts';
import type { CreateView } from '../element/load-features.ts';
import { make, say } from '../browser/make.ts';
import { shortSummary } from './short-summary.ts';
import type { View } from '../element/view.ts';

/** One line, "★ 4.2 (17)", that takes no votes and may be a link. */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  const root = widget.shadowRoot!;
  adopt(root, badgeStyles);
  const part = (name: string) => root.querySelector<HTMLElement>(`[part=${name}]`)!;
  const [group, stars, facts] = [part('group'), part('stars'), part('facts')];
  const figures = make('bdi', 'short');
  figures.ariaHidden = stars.ariaHidden = 'true';
  const link = make('a', 'link', stars, figures, facts);
  group.append(link);
  for (const cell of [...stars.children].slice(1)) cell.remove();

  return (article, texts, _readOnly, still) => {
    // A badge shows no own vote: with an undefined `voting_`, the view loads no voting code.
    view(Object.create(article, { voting_: {} }) as Article, texts, true, still);
    say(figures, shortSummary(article.summary_, texts));
    const href = widget.getAttribute('href');
    if (href === null) link.removeAttribute('href');
    else link.href = href;
  };
}
