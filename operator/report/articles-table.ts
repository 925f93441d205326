import { html } from './html.ts';
import type { Html } from './html.ts';
import { WEEKS } from './report-data.ts';

/** The table of all articles; the page's script fills, sorts and searches it. */
export function articlesTable(recentDays: number): Html {
  return html`<section class="card">
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
  </section>`;
}
