import type { Row } from '../results/row.ts';

const BAR = 22;
const LABEL = 330;
const SCALE = 380;
const LEFT = LABEL + 10;

/** A bar chart: one horizontal bar per row, with its value; for light and dark themes. */
export function barChart(title: string, rows: readonly Row[]): string {
  const height = 44 + rows.length * (BAR + 8);
  const most = Math.max(...rows.map(({ value }) => value));
  const bars = rows.map(({ what, value, unit }, index) => {
    const y = 40 + index * (BAR + 8);
    const width = (value / most) * SCALE;
    return [
      `<text x="${LABEL}" y="${y + 15}" text-anchor="end">${escape(what)}</text>`,
      `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3"/>`,
      `<text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 15}">${value.toPrecision(3)} ${unit}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 ${height}" role="img" aria-label="${escape(title)}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#1f2328}rect{fill:#0969da}',
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#4493f8}}</style>',
    `<text x="10" y="20" font-weight="bold">${escape(title)}</text>`,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
