import { votesOf } from '../../lambda/domain/tally.ts';
import type { Tally } from '../../lambda/domain/tally.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { counted, n } from '../../lambda/domain/format-numbers.ts';

/**
 * Draws a chart twice, for wide and narrow screens; the style sheet shows one. A single chart, scaled down to a phone,
 * would have text half as high as the page's.
 */
function twice(draw: (width: number) => Html, [wide, narrow]: readonly [number, number]): Html {
  return html`<div class="chart">
    <div class="wide-chart">${draw(wide)}</div>
    <div class="narrow-chart">${draw(narrow)}</div>
  </div>`;
}

/** Five horizontal bars, five stars first, each with its count and share. */
export function distributionChart(tally: Tally): Html {
  return twice((width) => distributionBars(tally, width), [500, 300]);
}

export function distributionBars(tally: Tally, width: number): Html {
  const total = votesOf(tally);
  const most = Math.max(1, ...tally);
  const bar = width - 42 - 128;
  const rows = [5, 4, 3, 2, 1].map((star, row) => {
    const count = tally[(star - 1) as 0];
    const y = row * 34;
    const share = total === 0 ? 0 : (count / total) * 100;
    return html`<g transform="translate(0 ${y})">
      <text class="axis" x="0" y="17">${star} ★</text>
      <rect class="track" x="42" y="4" width="${bar}" height="18" rx="9" />
      <rect
        class="fill star${star}"
        x="42"
        y="4"
        width="${Math.max(count > 0 ? 6 : 0, (count / most) * bar).toFixed(1)}"
        height="18"
        rx="9"
      />
      <text class="value" x="${42 + bar + 12}" y="17">${n(count)}</text>
      <text class="axis end" x="${width}" y="17">${share.toFixed(share < 10 ? 1 : 0)}%</text>
    </g>`;
  });
  const said = [5, 4, 3, 2, 1].map((star) => `${n(tally[(star - 1) as 0])} with ${counted(star, 'star')}`).join(', ');
  return html`<svg viewBox="0 0 ${width} 170" role="img" aria-label="${said}">${rows}</svg>`;
}

export interface Day {
  readonly day: string;
  readonly votes: number;
}

const HEIGHT = 180;
const LEFT = 46;
const BOTTOM = 24;
const TOP = 10;

/**
 * One column per day, with a line for the mean of seven days, which evens out weekends. Today is incomplete: its column
 * is paler, and the line ends before it.
 */
export function daysChart(days: readonly Day[]): Html {
  return twice((width) => daysColumns(days, width), [660, 330]);
}

export function daysColumns(days: readonly Day[], width: number): Html {
  const most = niceTop(Math.max(1, ...days.map(({ votes }) => votes)));
  const step = (width - LEFT) / Math.max(1, days.length);
  const y = (votes: number) => TOP + (1 - votes / most) * (HEIGHT - TOP - BOTTOM);
  const columns = days.map(({ day, votes }, index) => {
    const x = LEFT + index * step;
    const today = index === days.length - 1;
    return html`<rect
      class="column${today ? ' today' : ''}"
      x="${(x + step * 0.12).toFixed(1)}"
      y="${y(votes).toFixed(1)}"
      width="${(step * 0.76).toFixed(1)}"
      height="${(HEIGHT - BOTTOM - y(votes)).toFixed(1)}"
      rx="${Math.min(3, step * 0.3).toFixed(1)}"
      ><title>${day}: ${n(votes)} votes${today ? ' so far' : ''}</title></rect
    >`;
  });
  const line = days.slice(0, -1).map((_, index) => {
    const week = days.slice(Math.max(0, index - 6), index + 1);
    const mean = week.reduce((sum, { votes }) => sum + votes, 0) / week.length;
    return `${index === 0 ? 'M' : 'L'}${(LEFT + (index + 0.5) * step).toFixed(1)} ${y(mean).toFixed(1)}`;
  });
  const grid = [0, 0.5, 1].map((share) => {
    const value = most * share;
    return html`<line class="grid" x1="${LEFT}" x2="${width}" y1="${y(value)}" y2="${y(value)}" /><text
        class="axis end"
        x="${LEFT - 8}"
        y="${y(value) + 4}"
        >${n(value)}</text
      >`;
  });
  const every = Math.max(1, Math.ceil(days.length / Math.floor(width / 90)));
  const labels = days.map(({ day }, index) =>
    index % every === 0 && (index + 0.5) * step < width - LEFT - 30
      ? html`<text class="axis" x="${(LEFT + index * step).toFixed(1)}" y="${HEIGHT - 6}">${shortDay(day)}</text>`
      : html``,
  );
  const total = days.reduce((sum, { votes }) => sum + votes, 0);
  const said = `Votes per day: ${n(total)} in ${days.length} days, at most ${n(Math.max(0, ...days.map(({ votes }) => votes)))} a day.`;
  return html`<svg viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${said}">
    ${grid}${columns}
    <path class="trend" d="${line.join(' ')}" />
    ${labels}
  </svg>`;
}

/** A line from the earlier average to the current one, on a scale of one to five stars. */
export function slope(before: number, now: number): Html {
  const y = (average: number) => (22 - ((average - 1) / 4) * 20).toFixed(1);
  return html`<svg class="slope ${now < before ? 'falls' : 'rises'}" viewBox="0 0 60 24" aria-hidden="true">
    <path d="M4 ${y(before)} L56 ${y(now)}" />
    <circle cx="4" cy="${y(before)}" r="2.5" />
    <circle class="now" cx="56" cy="${y(now)}" r="3.5" />
  </svg>`;
}

const STEPS = [1, 1.2, 1.5, 1.6, 2, 2.5, 3, 4, 5, 6, 8, 10, 12];

/**
 * The smallest round maximum of an axis whose half is whole, too: both are labelled. From 3 on, `value` fills at least
 * two thirds of it.
 */
export function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const tops = STEPS.map((step) => Math.round(step * power)).filter((top) => top % 2 === 0);
  return tops.find((top) => top >= value) ?? 2;
}

function shortDay(day: string): string {
  return new Date(`${day}T00:00Z`).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
