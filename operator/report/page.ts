import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { articlesTable } from './articles-table.ts';
import { moversList, suspectsList, topList } from './article-lists.ts';
import { daysChart, distributionChart } from './charts.ts';
import { sectionsTable } from './sections-table.ts';
import { summaryTiles } from './summary-tiles.ts';
import { daysDownloads, distributionDownloads } from './downloads.ts';
import { Html, html, scriptData } from './html.ts';
import type { ReportData } from './report-data.ts';
import { averageText, n } from '../../lambda/domain/format-numbers.ts';

export interface PageOptions {
  readonly title: string;
  readonly now: Date;
  readonly recentDays: number;
}

const LISTED = 10;

const own = (name: string) => new Html(readFileSync(join(import.meta.dirname, name), 'utf8'));

/** The whole report as one self-contained file. */
export function reportPage(data: ReportData, { title, now, recentDays }: PageOptions): string {
  const { whole, invented, prior, articles: rows, falling, rising } = data;
  const { count, distribution } = whole;
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
          ${summaryTiles(data, recentDays)}
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
          ${suspectsList(data.suspects)}
          <div class="three">
            <section class="card">
              <h2>Top articles</h2>
              ${topList(rows.slice(0, LISTED))}
              <p class="note">
                Bayesian average: every article begins with ${prior.votes} votes of ${averageText(prior.mean)}.
              </p>
            </section>
            <section class="card">
              <h2>Falling articles</h2>
              ${moversList(falling, 'None: no article’s recent votes are significantly worse than its earlier ones.')}
              <p class="note">
                Articles whose votes of the last ${recentDays} days are worse than their earlier votes, by more than
                chance explains.
              </p>
            </section>
            <section class="card">
              <h2>Rising articles</h2>
              ${moversList(rising, 'None: no article’s recent votes are significantly better than its earlier ones.')}
              <p class="note">
                Articles whose votes of the last ${recentDays} days are better, by more than chance explains.
              </p>
            </section>
          </div>
          ${sectionsTable(data.sections, recentDays)} ${articlesTable(recentDays)}
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

/** A note that marks invented distributions. */
function aboutInvented(invented: number, count: number): Html {
  if (invented === 0) return html``;
  const share = `${Math.max(1, Math.round((invented / count) * 100))}%`;
  return html`<p class="note">
    ${n(invented)} of these ratings (${share}) were imported as count and sum only: how they are spread over the stars
    is invented to fit. Their bars are hatched in the table.
  </p>`;
}
