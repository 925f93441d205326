import { make } from './make.ts';

/** Elements that share one place, which has room for the largest of them and of all texts they may show. */
export interface Stack {
  readonly element_: HTMLElement;
  /** Sets the texts that need room; nothing moves when one takes another's place. */
  readonly keepRoom_: (texts: string[]) => void;
}

/** @param line what the texts that need room stand in */
export function createStack(part: string, line: 'div' | 'button', ...children: Element[]): Stack {
  // Unseen and unheard, but laid out. No style sheet of a browser gives this element a size.
  const room = make('u', '');
  return {
    element_: make('div', part, room, ...children),
    keepRoom_: (texts) => room.replaceChildren(...texts.map((text) => make(line, '', text))),
  };
}
