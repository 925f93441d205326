import { make } from '../browser/make.ts';

/**
 * A regular star with a stroke of 1.6 in a square view box of 20.6. Rounding to pixels may remove the space below it.
 */
const OUTLINE = 'M10.3.8l2.7 6.3 6.8.6-5.1 4.5 1.5 6.7-5.9-3.5-5.9 3.5 1.5-6.7L.8 7.7l6.8-.6z';

/** A radio button that looks like a star. */
export interface Star {
  readonly cell_: Element;
  readonly input_: HTMLInputElement;
  /** Fills a fraction of the star's inside in the reading direction: nothing for 0 or less, all of it for 1 or more. */
  readonly shade_: (part: number) => void;
}

export function createStar(rating: number): Star {
  const picture = draw('svg', 'viewBox', '0 0 20.6 20.6');
  // A nested svg clips its content, so its width sets the fill without a style or an ID.
  const filled = draw('svg');
  const inside = draw('path', 'd', OUTLINE);
  inside.setAttribute('transform', 'matrix(.82 0 0 .82 1.85 1.94)');
  filled.append(inside);
  picture.append(draw('path', 'd', OUTLINE), filled);
  picture.ariaHidden = 'true';

  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'rating';
  // The browser converts numbers to text.
  input.value = rating as unknown as string;

  return {
    cell_: make('span', 'star', picture, input),
    input_: input,
    shade_: (part) =>
      filled.setAttribute('width', (2.7 + 15.2 * across(Math.min(Math.max(part, 0), 1))) as unknown as string),
  };
}

/** The fraction of the inner width that covers a fraction of the inner area; off by at most 2 % of the area. */
function across(part: number): number {
  if (part > 0.5) return 1 - across(1 - part);
  // The tip of a ray is a triangle; the area of the rest is almost proportional to the width.
  return part < 0.1 ? Math.sqrt(part / 1.6) : 0.1875 + part / 1.6;
}

function draw(name: string, attribute?: string, value?: string): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  if (attribute) element.setAttribute(attribute, value!);
  return element;
}
