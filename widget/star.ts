import { make } from './make.ts';

/** A star that, with its stroke of 2, touches all sides of a box of 22. */
const OUTLINE = 'M11 1l3 6 7 1-5 5 1 7-6-3-6 3 1-7-5-5 7-1z';

/** A radio button that looks like a star. */
export interface Star {
  readonly cell: Element;
  readonly input: HTMLInputElement;
  /** Fills a part of the width from where reading starts: all from 1, nothing up to 0. */
  readonly shade: (part: number) => void;
}

export function createStar(rating: number): Star {
  const picture = draw('svg', 'viewBox', '0 0 22 22');
  const outline = draw('path', 'd', OUTLINE);
  // A nested svg clips what it holds, so its width alone sets the fill: no style, no ID.
  const filled = draw('svg', 'fill', 'currentColor');
  filled.append(outline.cloneNode());
  picture.append(outline, filled);
  picture.ariaHidden = 'true';

  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'rating';
  input.value = String(rating);

  return {
    cell: make('span', 'star', picture, input),
    input,
    shade: (part) => filled.setAttribute('width', String(Math.max(0, part) * 22)),
  };
}

function draw(name: string, attribute: string, value: string): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  element.setAttribute(attribute, value);
  return element;
}
