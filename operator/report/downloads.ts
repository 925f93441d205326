import { stringify } from 'csv-stringify/sync';
import type { Tally } from '../../lambda/domain/tally.ts';
import { daysColumns, distributionBars } from './charts.ts';
import type { Day } from './charts.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** The page's light colours, used for downloaded charts. */
const STYLE = `text{font:14px system-ui,sans-serif;fill:#161a22}.axis{fill:#586072}.end{text-anchor:end}.track,.grid{fill:#e3e6ec;stroke:#e3e6ec}
.track{stroke:none}.fill{fill:#e8a400}.column{fill:#b9c7f5}.today{opacity:.5}.trend{fill:none;stroke:#3257d6;stroke-width:2.5}`;

export function distributionDownloads(tally: Tally): Html {
  const rows = tally.map((votes, index) => ({ stars: index + 1, votes }));
  return downloads('distribution', rows, distributionBars(tally, 500));
}

export function daysDownloads(days: readonly Day[]): Html {
  return downloads('votes-per-day', days, daysColumns(days, 660));
}

/** Download links for a chart's data and picture, embedded in the page as data URLs. */
function downloads(name: string, rows: readonly object[], chart: Html): Html {
  const svg = chart.text
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace('>', `><style>${STYLE}</style>`);
  const link = (type: string, text: string) => `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
  return html`<p class="note">
    <a download="${name}.csv" href="${link('text/csv', stringify([...rows], { header: true }))}">CSV</a>
    <a download="${name}.svg" href="${link('image/svg+xml', svg)}">SVG</a>
  </p>`;
}
