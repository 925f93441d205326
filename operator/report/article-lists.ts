import { rangeText } from '../terminal/options.ts';
import { slope } from './charts.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { LinkedMover, ReportRow, ReportSuspect } from './report-data.ts';
import { averageText, n } from '../../lambda/domain/format-numbers.ts';

export function topList(rows: readonly ReportRow[]): Html {
  if (rows.length === 0) return html`<p>No votes yet.</p>`;
  return html`<ol class="list">
    ${rows.map(
      ({ articleId, url, bayesian, count }) =>
        html`<li>
          <span class="name">${linked(articleId, url)}</span><span class="count">${n(count)}</span
          ><strong>${averageText(bayesian)}</strong>
        </li>`,
    )}
  </ol>`;
}

export function moversList(movers: readonly LinkedMover[], none: string): Html {
  if (movers.length === 0) return html`<p>${none}</p>`;
  return html`<ol class="list movers">
    ${movers.map(
      ({ articleId, url, before, now, recentVotes }) =>
        html`<li>
          <span class="name">${linked(articleId, url)}</span
          ><span class="count">${n(recentVotes)}</span>${slope(before, now)}<strong
            >${averageText(before)} → ${averageText(now)}</strong
          >
        </li>`,
    )}
  </ol>`;
}

export function suspectsList(suspects: readonly ReportSuspect[]): Html {
  return html`<section class="card" id="suspicious">
    <h2>Suspicious</h2>
    ${
      suspects.length === 0
        ? html`<p>Nothing: no article got unusually many, unusually similar votes.</p>`
        : html`<ol class="list suspects">
            ${suspects.map(
              ({ articleId, url, from, to, why, hold }) =>
                html`<li>
                  <span class="name">${linked(articleId, url)}</span>
                  <span>${rangeText(from, to)}: ${why}.</span>
                  <code>${hold}</code>
                </li>`,
            )}
          </ol>`
    }
    <p class="note">
      Periods in which an article got many more votes than usual, nearly all with the same stars, unlike its other
      votes. A suspicion is not a proof; the command removes the votes from the average and can be undone.
    </p>
  </section>`;
}

function linked(articleId: string, url: string | undefined): Html {
  return url === undefined ? html`${articleId}` : html`<a href="${url}">${articleId}</a>`;
}
