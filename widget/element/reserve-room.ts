import { make } from '../browser/make.ts';

/** Elements that share one place, with room for the largest of them and for every text that they may show. */
export interface ReservedRoom {
  readonly element_: HTMLElement;
  /** Sets the texts that need room; nothing moves when one replaces another. */
  readonly keepRoom_: (texts: string[]) => void;
}

/** @param line the element that holds each of these texts */
export function reserveRoom(part: string, line: 'div' | 'button', ...children: Element[]): ReservedRoom {
  // Invisible and hidden from screen readers, but laid out. Browsers' style sheets set no size for `u`.
  const room = make('u', '');
  return {
    element_: make('div', part, room, ...children),
    keepRoom_: (texts) => room.replaceChildren(...texts.map((text) => make(line, '', text))),
  };
}
