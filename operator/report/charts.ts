import type { Tally } from '../../lambda/domain/tally.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

const n = (value: number) => value.toLocaleString('en');

/** Five horizontal bars, five stars first, each with its count and share. */
export function distributionChart(tally: Tally): Html {
  const total = tally.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...tally);
  const rows = [5, 4, 3, 2, 1].map((star, row) => {
    const count = tally[(star - 1) as 0];
    const y = row * 34;
    const share = total === 0 ? 0 : (count / total) * 100;
    return html`<g transform="translate(0 ${y})">
      <text class="axis" x="0" y="17">${star} ★</text>
      <rect class="track" x="42" y="4" width="330" height="18" rx="9" />
      <rect
        class="fill star${star}"
        x="42"
        y="4"
        width="${Math.max(count > 0 ? 6 : 0, (count / most) * 330).toFixed(1)}"
        height="18"
        rx="9"
      />
      <text class="value" x="384" y="17">${n(count)}</text>
      <text class="axis end" x="500" y="17">${share.toFixed(share < 10 ? 1 : 0)}%</text>
    </g>`;
  });
  const said = [5, 4, 3, 2, 1].map((star) => `${n(tally[(star - 1) as 0])} of ${star} stars`).join(', ');
  return html`<svg viewBox="0 0 500 170" role="img" aria-label="${said}">${rows}</svg>`;
}

export interface Day {
  readonly day: string;
  readonly votes: number;
}

const WIDTH = 660;
const HEIGHT = 180;
const LEFT = 46;
const BOTTOM = 24;
const TOP = 10;

/** A column a day with a line through their mean over seven days, which weekends do not shake. */
export function daysChart(days: readonly Day[]): Html {
  const most = niceTop(Math.max(1, ...days.map(({ votes }) => votes)));
  const step = (WIDTH - LEFT) / Math.max(1, days.length);
  const y = (votes: number) => TOP + (1 - votes / most) * (HEIGHT - TOP - BOTTOM);
  const columns = days.map(({ day, votes }, index) => {
    const x = LEFT + index * step;
    return html`<rect
      class="column"
      x="${(x + step * 0.12).toFixed(1)}"
      y="${y(votes).toFixed(1)}"
      width="${(step * 0.76).toFixed(1)}"
      height="${(HEIGHT - BOTTOM - y(votes)).toFixed(1)}"
      rx="${Math.min(3, step * 0.3).toFixed(1)}"
      ><title>${day}: ${n(votes)} votes</title></rect
    >`;
  });
  const line = days.map((_, index) => {
    const week = days.slice(Math.max(0, index - 6), index + 1);
    const mean = week.reduce((sum, { votes }) => sum + votes, 0) / week.length;
    return `${index === 0 ? 'M' : 'L'}${(LEFT + (index + 0.5) * step).toFixed(1)} ${y(mean).toFixed(1)}`;
  });
  const grid = [0, 0.5, 1].map((share) => {
    const value = most * share;
    return html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${y(value)}" y2="${y(value)}" /><text
        class="axis end"
        x="${LEFT - 8}"
        y="${y(value) + 4}"
        >${n(value)}</text
      >`;
  });
  const every = Math.max(1, Math.ceil(days.length / 7));
  const labels = days.map(({ day }, index) =>
    index % every === 0 && (index + 0.5) * step < WIDTH - LEFT - 30
      ? html`<text class="axis" x="${(LEFT + index * step).toFixed(1)}" y="${HEIGHT - 6}">${shortDay(day)}</text>`
      : html``,
  );
  const total = days.reduce((sum, { votes }) => sum + votes, 0);
  const said = `Votes per day: ${n(total)} in ${days.length} days, at most ${n(Math.max(0, ...days.map(({ votes }) => votes)))} a day.`;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${said}">
    ${grid}${columns}
    <path class="trend" d="${line.join(' ')}" />
    ${labels}
  </svg>`;
}

/** An average before and now, as a line of two points on one to five stars. */
export function slope(before: number, now: number): Html {
  const y = (average: number) => (22 - ((average - 1) / 4) * 20).toFixed(1);
  return html`<svg class="slope" viewBox="0 0 60 24" aria-hidden="true">
    <path d="M4 ${y(before)} L56 ${y(now)}" />
    <circle cx="4" cy="${y(before)}" r="2.5" />
    <circle class="now" cx="56" cy="${y(now)}" r="3.5" />
  </svg>`;
}

/** A round number not below `value` that can be halved. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [2, 4, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return Math.max(2, step * power);
}

function shortDay(day: string): string {
  return new Date(`${day}T00:00Z`).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
