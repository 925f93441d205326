import { make } from './make.ts';

/** A regular star in a box of 20.6; below its stroke of 1.6 is room, which pixels that are rounded may cut off. */
const OUTLINE = 'M10.3.8l2.7 6.3 6.8.6-5.1 4.5 1.5 6.7-5.9-3.5-5.9 3.5 1.5-6.7L.8 7.7l6.8-.6z';

/** A radio button that looks like a star. */
export interface Star {
  readonly cell_: Element;
  readonly input_: HTMLInputElement;
  /** Fills a part of the star's inside, from where reading starts: all from 1, nothing up to 0. */
  readonly shade_: (part: number) => void;
}

export function createStar(rating: number): Star {
  const picture = draw('svg', 'viewBox', '0 0 20.6 20.6');
  // A nested svg clips what it holds, so its width alone sets the fill: no style, no ID.
  const filled = draw('svg');
  const inside = draw('path', 'd', OUTLINE);
  inside.setAttribute('transform', 'matrix(.82 0 0 .82 1.85 1.94)');
  filled.append(inside);
  picture.append(draw('path', 'd', OUTLINE), filled);
  picture.ariaHidden = 'true';

  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'rating';
  // The browser makes text of numbers.
  input.value = rating as unknown as string;

  return {
    cell_: make('span', 'star', picture, input),
    input_: input,
    shade_: (part) =>
      filled.setAttribute('width', (2.7 + 15.2 * across(Math.min(Math.max(part, 0), 1))) as unknown as string),
  };
}

/** How far across the star's inside a part of its area reaches; off by at most 2 % of the area. */
function across(part: number): number {
  if (part > 0.5) return 1 - across(1 - part);
  // The tip of a ray is a triangle, the rest is almost even.
  return part < 0.1 ? Math.sqrt(part / 1.6) : 0.1875 + part / 1.6;
}

function draw(name: string, attribute?: string, value?: string): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  if (attribute) element.setAttribute(attribute, value!);
  return element;
}
