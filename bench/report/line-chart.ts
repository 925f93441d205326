import { n } from '../../lambda/domain/format-numbers.ts';

/** A curve of points, left to right; `kind` gives its colour and stroke. */
export interface Series {
  readonly name: string;
  readonly kind: 'now' | 'before' | 'worse';
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [LEFT, TOP, WIDTH, HEIGHT] = [70, 40, 460, 280];

/** A line chart with logarithmic scales; each curve has its name at its end; for light and dark themes. */
export function lineChart(title: string, [xName, yName]: readonly [string, string], series: readonly Series[]): string {
  const all = series.flatMap(({ points }) => points);
  const x = scale(
    all.map(([value]) => value),
    LEFT,
    LEFT + WIDTH,
  );
  const y = scale(
    all.map(([, value]) => value),
    TOP + HEIGHT,
    TOP,
  );
  const [right, bottom] = [LEFT + WIDTH, TOP + HEIGHT];
  const columns = x.ticks.map(
    (tick) => `<text x="${x.at(tick)}" y="${bottom + 18}" text-anchor="middle">${label(tick)}</text>`,
  );
  const lines = y.ticks.map(
    (tick) =>
      `<path class="grid" d="M${LEFT} ${y.at(tick)}H${right}"/>` +
      `<text x="${LEFT - 8}" y="${Number(y.at(tick)) + 4}" text-anchor="end">${label(tick)}</text>`,
  );
  const curves = series.map(({ name, kind, points }) => {
    const path = points.map(([px, py]) => `${x.at(px)} ${y.at(py)}`).join('L');
    const [lastX, lastY] = points.at(-1) ?? [1, 1];
    const place = `x="${(Number(x.at(lastX)) + 8).toFixed(1)}" y="${(Number(y.at(lastY)) + 4).toFixed(1)}"`;
    return `<path class="${kind}" d="M${path}"/><text ${place}>${name}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 370" role="img" aria-label="${title}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#1f2328}path{fill:none;stroke-width:2.5}',
    '.grid{stroke:#d1d9e0;stroke-width:1}.now{stroke:#0969da}.before{stroke:#9a6700}.worse{stroke:#cf222e;stroke-dasharray:6 4}',
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}.now{stroke:#4493f8}',
    '.before{stroke:#d29922}.worse{stroke:#f85149}}</style>',
    `<text x="10" y="20" font-weight="bold">${title}</text>`,
    ...columns,
    ...lines,
    `<text x="${LEFT + WIDTH / 2}" y="${bottom + 38}" text-anchor="middle">${xName}</text>`,
    `<text x="16" y="${TOP + HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 ${TOP + HEIGHT / 2})">${yName}</text>`,
    ...curves,
    '</svg>\n',
  ].join('\n');
}

/** A logarithmic scale that maps the largest power of ten below all values to `from`, and the highest value to `to`. */
function scale(values: readonly number[], from: number, to: number) {
  const lowest = Math.floor(Math.log10(Math.min(...values)));
  const highest = Math.log10(Math.max(...values));
  const ticks = Array.from({ length: Math.floor(highest) - lowest + 1 }, (_, index) => 10 ** (lowest + index));
  const at = (value: number) => (from + ((Math.log10(value) - lowest) / (highest - lowest)) * (to - from)).toFixed(1);
  return { ticks, at };
}

function label(value: number): string {
  return value >= 1 ? n(value) : String(value);
}
