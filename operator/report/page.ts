import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from '../../lambda/domain/summary.ts';
import { rangeText } from '../terminal/options.ts';
import { daysChart, distributionChart, slope } from './charts.ts';
import { daysDownloads, distributionDownloads } from './downloads.ts';
import { Html, html, scriptData } from './html.ts';
import { WEEKS } from './report-data.ts';
import type { LinkedMover, ReportData, ReportRow, ReportSuspect } from './report-data.ts';
import type { Section } from './sections.ts';
import { n } from '../../lambda/domain/numbers.ts';

export interface PageOptions {
  readonly title: string;
  readonly now: Date;
  readonly recentDays: number;
}

const LISTED = 10;

const own = (name: string) => new Html(readFileSync(join(import.meta.dirname, name), 'utf8'));

/** The whole report in one file, which needs nothing from anywhere. */
export function reportPage(data: ReportData, { title, now, recentDays }: PageOptions): string {
  const { whole, votes, voters, imported, invented, prior, articles: rows, recent, previous, falling, rising } = data;
  const { average, count, distribution } = whole;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${own('page.css')}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p>${now.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
        </header>
        <main>
          <section class="tiles" aria-label="Summary">
            ${count === 0 ? tile('–', 'average', html`nobody has voted yet`) : tile(average.toFixed(2), 'average', html`<span class="stars" style="--share:${((average / 5) * 100).toFixed(1)}%" aria-hidden="true">★★★★★</span>`)}
            ${tile(n(count), 'ratings', imported > 0 ? html`${n(imported)} of them imported` : html`${n(votes)} votes`)}
            ${tile(n(rows.length), 'articles rated', html`${n(Math.round(count / Math.max(1, rows.length)))} ratings each`)}
            ${tile(n(voters), 'voters', html`${(votes / Math.max(1, voters)).toFixed(1)} votes each`)}
            ${tile(n(recent.count), `votes in ${recentDays} days`, change(recent, previous, recentDays))}
          </section>
          <div class="pair">
            <section class="card">
              <h2>Distribution</h2>
              ${distributionChart(distribution)} ${distributionDownloads(distribution)}
              ${aboutInvented(invented, count)}
            </section>
            <section class="card wide">
              <h2>Votes per day</h2>
              ${daysChart(data.perDay)} ${daysDownloads(data.perDay)}
              <p class="note">Line: mean of seven days, up to yesterday. Today, in UTC, is not over.</p>
            </section>
          </div>
          ${suspicious(data.suspects)}
          <div class="three">
            <section class="card">
              <h2>Top articles</h2>
              ${topList(rows.slice(0, LISTED))}
              <p class="note">
                Bayesian average: every article begins with ${prior.votes} votes of ${prior.mean.toFixed(2)}.
              </p>
            </section>
            <section class="card">
              <h2>Falling articles</h2>
              ${moversList(falling, 'None: recent votes are as good as those from before.')}
              <p class="note">
                Votes of the last ${recentDays} days that are worse than those from before, by more than chance
                explains.
              </p>
            </section>
            <section class="card">
              <h2>Rising articles</h2>
              ${moversList(rising, 'None: recent votes are no better than those from before.')}
              <p class="note">Votes of the last ${recentDays} days that are better, by more than chance explains.</p>
            </section>
          </div>
          ${sectionsTable(data.sections, recentDays)}
          <section class="card">
            <div class="bar">
              <h2>All articles</h2>
              <label>Search <input id="search" type="search" autocomplete="off" /></label>
            </div>
            <p id="found" class="note" role="status"></p>
            <div class="scroll" tabindex="0" role="region" aria-label="All articles">
              <table id="articles" role="table">
                <thead role="rowgroup">
                  <tr role="row">
                    <th scope="col" role="columnheader" aria-sort="none"><button data-column="0">Article</button></th>
                    <th scope="col" role="columnheader" aria-sort="none"><button data-column="1">Average</button></th>
                    <th scope="col" role="columnheader" aria-sort="descending">
                      <button data-column="2">Bayesian</button>
                    </th>
                    <th scope="col" role="columnheader" aria-sort="none"><button data-column="3">Ratings</button></th>
                    <th scope="col" role="columnheader" aria-sort="none">
                      <button data-column="4">In ${recentDays} days</button>
                    </th>
                    <th scope="col" role="columnheader">1 to 5 stars</th>
                    <th scope="col" role="columnheader">${WEEKS} weeks</th>
                  </tr>
                </thead>
                <tbody role="rowgroup"></tbody>
              </table>
            </div>
            <p class="more"><button id="more" type="button">Show more</button></p>
          </section>
        </main>
        <svg width="0" height="0" class="patterns" aria-hidden="true">
          <pattern id="hatched" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch" width="2.4" height="4" />
          </pattern>
        </svg>
        <script type="application/json" id="data">
          ${scriptData(rows.map((row) => [row.articleId, row.average, Number(row.bayesian.toFixed(3)), row.count, row.recent, row.distribution, row.invented, row.url ?? '', row.weeks]))}
        </script>
        <script>
          ${own('page.js')};
        </script>
      </body>
    </html> `;
  return page.text;
}

function tile(value: string, label: string, more: Html): Html {
  return html`<div class="tile">
    <p class="label">${label}</p>
    <p class="number">${value}</p>
    <p class="more-about">${more}</p>
  </div>`;
}

function topList(rows: readonly ReportRow[]): Html {
  if (rows.length === 0) return html`<p>No votes yet.</p>`;
  return html`<ol class="list">
    ${rows.map(
      ({ articleId, url, bayesian, count }) =>
        html`<li>
          <span class="name">${linked(articleId, url)}</span><span class="count">${n(count)}</span
          ><strong>${bayesian.toFixed(2)}</strong>
        </li>`,
    )}
  </ol>`;
}

function moversList(movers: readonly LinkedMover[], none: string): Html {
  if (movers.length === 0) return html`<p>${none}</p>`;
  return html`<ol class="list movers">
    ${movers.map(
      ({ articleId, url, before, now, recentVotes }) =>
        html`<li>
          <span class="name">${linked(articleId, url)}</span
          ><span class="count">${n(recentVotes)}</span>${slope(before, now)}<strong
            >${before.toFixed(2)} → ${now.toFixed(2)}</strong
          >
        </li>`,
    )}
  </ol>`;
}

function linked(articleId: string, url: string | undefined): Html {
  return url === undefined ? html`${articleId}` : html`<a href="${url}">${articleId}</a>`;
}

/** Compares recent votes with those of the same number of days before. */
function change(recent: Summary, previous: Summary, days: number): Html {
  const perDay = html`${n(Math.round(recent.count / days))} a day`;
  if (previous.count === 0 || recent.count === 0) return perDay;
  const percent = Math.round((recent.count / previous.count - 1) * 100);
  const shown = `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${n(Math.abs(percent))} %`;
  return html`${perDay}, ${shown} against the ${days} days before; average ${recent.average.toFixed(2)}, was
  ${previous.average.toFixed(2)}`;
}

function suspicious(suspects: readonly ReportSuspect[]): Html {
  return html`<section class="card" id="suspicious">
    <h2>Suspicious</h2>
    ${
      suspects.length === 0
        ? html`<p>Nothing: no article got many more votes than usual that were all alike.</p>`
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
      Times in which an article got many more votes than usual, nearly all alike and unlike its others. A suspicion is
      not a proof; the command removes the votes from the average and can be undone.
    </p>
  </section>`;
}

function sectionsTable(sections: readonly Section[], recentDays: number): Html {
  if (sections.length === 0) return html``;
  return html`<section class="card">
    <h2>Sections</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Sections">
      <table class="sections">
        <thead>
          <tr>
            <th scope="col">IDs that start with</th>
            <th scope="col">Articles</th>
            <th scope="col">Average</th>
            <th scope="col">Ratings</th>
            <th scope="col">In ${recentDays} days</th>
          </tr>
        </thead>
        <tbody>
          ${sections.map(
            ({ prefix, articles, average, count, recent }) =>
              html`<tr>
                <td>${prefix === '' ? '(no section)' : prefix}</td>
                <td>${n(articles)}</td>
                <td>${average.toFixed(2)}</td>
                <td>${n(count)}</td>
                <td>${n(recent)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Unknown values must not look known. */
function aboutInvented(invented: number, count: number): Html {
  if (invented === 0) return html``;
  const share = `${Math.max(1, Math.round((invented / count) * 100))}%`;
  return html`<p class="note">
    ${n(invented)} of these ratings (${share}) were imported as count and sum only: how they are spread over the stars
    is invented to fit. Their bars are hatched in the table.
  </p>`;
}
