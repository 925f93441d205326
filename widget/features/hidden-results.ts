import type { Article, Widget } from '../article/article.ts';
import type { CreateView } from '../element/load-features.ts';
import type { View } from '../element/view.ts';

/** Hides average and count before the vote, so that earlier votes do not influence it. */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  return (article, texts, readOnly, still) => {
    const hidden = !readOnly && !article.voting_?.own_;
    view(hidden ? (Object.create(article, { summary_: {} }) as Article) : article, texts, readOnly, still);
  };
}
