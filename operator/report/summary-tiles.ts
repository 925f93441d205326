import type { Summary } from '../../lambda/domain/summary.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { ReportData } from './report-data.ts';
import { averageText, n } from '../../lambda/domain/format-numbers.ts';

/** Tiles with the totals of the table. */
export function summaryTiles(data: ReportData, recentDays: number): Html {
  const { whole, votes, voters, imported, articles: rows, recent, previous } = data;
  const { average, count } = whole;
  return html`<section class="tiles" aria-label="Summary">
    ${count === 0 ? tile('–', 'average', html`nobody has voted yet`) : tile(averageText(average), 'average', html`<span class="stars" style="--share:${((average / 5) * 100).toFixed(1)}%" aria-hidden="true">★★★★★</span>`)}
    ${tile(n(count), 'ratings', imported > 0 ? html`${n(imported)} of them imported` : html`${n(votes)} votes`)}
    ${tile(n(rows.length), 'articles rated', html`${n(Math.round(count / Math.max(1, rows.length)))} ratings each`)}
    ${tile(n(voters), 'voters', html`${(votes / Math.max(1, voters)).toFixed(1)} votes each`)}
    ${tile(n(recent.count), `votes in ${recentDays} days`, change(recent, previous, recentDays))}
  </section>`;
}

function tile(value: string, label: string, more: Html): Html {
  return html`<div class="tile">
    <p class="label">${label}</p>
    <p class="number">${value}</p>
    <p class="more-about">${more}</p>
  </div>`;
}

/** Compares recent votes with those of the same number of days before. */
function change(recent: Summary, previous: Summary, days: number): Html {
  const perDay = html`${n(Math.round(recent.count / days))} a day`;
  if (previous.count === 0 || recent.count === 0) return perDay;
  const percent = Math.round((recent.count / previous.count - 1) * 100);
  const shown = `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${n(Math.abs(percent))} %`;
  return html`${perDay}, ${shown} against the ${days} days before; average ${averageText(recent.average)}, was
  ${averageText(previous.average)}`;
}
