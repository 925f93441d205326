import type { Summary } from '../domain/summary.ts';

/** Path of a regular star in a box of 20.6 by 20.6, as in the widget. */
const STAR = 'M10.3.8l2.7 6.3 6.8.6-5.1 4.5 1.5 6.7-5.9-3.5-5.9 3.5 1.5-6.7L.8 7.7l6.8-.6z';

/** Colours with enough contrast on the badge's own background, whatever the page's background. */
const STYLE =
  'rect{fill:#fff;stroke:#c9c5bc}path{fill:#f9a800;stroke:#a65a00}path.none{fill:none}text{fill:#23211c}' +
  '@media(prefers-color-scheme:dark){rect{fill:#1e2127;stroke:#4b515c}path{stroke:#ffb35a}text{fill:#e9e7e2}}';

/** A summary as an SVG: "★ 4.2 (17)". It contains no input from visitors. */
export function badge({ average, count, distribution }: Summary): string {
  // 5 is shown only if every vote has five stars.
  const stars = distribution[4] === count ? average : Math.min(tenths(average), 4.9);
  const text = count === 0 ? '(0)' : `${stars} (${count})`;
  // Without counted(): the first number format of a process takes 10 ms.
  const name = count === 0 ? 'No votes so far' : `${stars} of 5 stars, ${count} ${count === 1 ? 'vote' : 'votes'}`;
  // Fonts differ in width, so `textLength` fits the text to an estimated length.
  const length = [...text].reduce((sum, character) => sum + (/\d/.test(character) ? 8 : 4.5), 0);
  const width = 28 + length;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" ` +
    `aria-label="${name}"><title>${name}</title><style>${STYLE}</style>` +
    `<rect x=".5" y=".5" width="${width - 1}" height="19" rx="4.5"/>` +
    `<path${count === 0 ? ' class="none"' : ''} stroke-width="1.4" stroke-linejoin="round" ` +
    `transform="translate(5 2.6)scale(.7)" d="${STAR}"/>` +
    `<text x="22" y="14.5" font-family="system-ui,Verdana,sans-serif" font-size="13" ` +
    `textLength="${length}" lengthAdjust="spacingAndGlyphs">${text}</text></svg>\n`
  );
}

/** Rounded half up, as the widget rounds. */
function tenths(average: number): number {
  return Math.floor((Math.round(average * 100) + 5) / 10) / 10;
}
