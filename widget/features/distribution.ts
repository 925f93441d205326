import { adopt } from '../browser/adopt-sheet.ts';
import type { Widget } from '../article/article.ts';
import { distributionStyles } from './distribution-styles.ts';
import type { CreateView } from '../element/load-features.ts';
import { format } from '../element/format.ts';
import { make, say } from '../browser/make.ts';
import type { AllTexts } from '../types.ts';
import type { View } from '../element/view.ts';

/** Makes the average expand into a bar for each number of stars, or for each answer. */
export function createView(widget: Widget, create: CreateView): View {
  const view = create(widget);
  const root = widget.shadowRoot!;
  adopt(root, distributionStyles);
  const average = root.querySelector('[part=average]')!;
  const line = average.parentElement!;
  const asks = root.querySelector('[part=answer]') !== null;
  const rows = (asks ? [1, 0] : [4, 3, 2, 1, 0]).map(createRow);
  const toggle = make('summary', 'toggle');
  const bars = make('table', 'bars', ...rows.map(({ row }) => row));
  const details = make('details', 'distribution', toggle, make('div', '', bars));
  line.append(details);

  return (article, all, ...state) => {
    view(article, all, ...state);
    const { count = 0, distribution: [one = 0, two = 0, three = 0, four = 0, five = 0] = [] } = article.summary_ ?? {};
    const texts = all as AllTexts;
    const counts = asks ? [one + two + three, four + five] : [one, two, three, four, five];
    // There is nothing to open without votes.
    details.hidden = !count;
    const place = count ? toggle : line;
    if (average.parentElement !== place) place.prepend(average);
    for (const row of rows) {
      const { index } = row;
      const votes = counts[index]!;
      row.update_(
        asks ? [texts.no, texts.yes][index]! : format(texts.star, { count: index + 1 }, texts.lang),
        votes / (count || 1),
        format(texts.votes, { count: votes }, texts.lang),
        texts.lang,
      );
    }
  };
}

function createRow(index: number) {
  const [name, votes, share] = [make('th', 'label'), make('td', 'votes'), make('td', 'share')];
  name.scope = 'row';
  const draw = (tag: string) => document.createElementNS('http://www.w3.org/2000/svg', tag);
  // SVG takes its width as an attribute: a Content-Security-Policy may forbid style attributes.
  const [bar, filled] = [draw('svg'), draw('rect')];
  bar.setAttribute('part', 'bar');
  bar.ariaHidden = 'true';
  bar.append(filled);
  const row = make('tr', '', name, make('td', '', bar), votes, share);
  return {
    index,
    row,
    update_: (label: string, part: number, text: string, locale: string): void => {
      say(name, label);
      say(votes, text);
      // Not rounded to none or all of the votes.
      const shown = part % 1 ? Math.min(Math.max(part, 0.01), 0.99) : part;
      say(share, shown.toLocaleString(locale, { style: 'percent' }));
      filled.setAttribute('width', `${part * 100}%`);
    },
  };
}
