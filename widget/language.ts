import { english } from './english.ts';
import type { Texts } from './types.ts';

/** The languages that have a file in `lang/`. */
const FILES = 'ar de es fr he hi it ja nl pl pt tr uk zh'.split(' ');

/** The language file that suits an element's `lang` or the nearest one above it, if there is such a file. */
export function languageOf(element: Element): string | undefined {
  return FILES.find((code) => element.matches(`:lang(${code})`));
}

/** Loads a language file; English without one, or if it cannot be loaded. */
export async function loadTexts(code: string | undefined): Promise<Texts> {
  // In a variable, so that the bundler leaves the import as it is.
  const file = `./lang/${code}.js`;
  try {
    if (code) return ((await import(file)) as { texts: Texts }).texts;
  } catch {
    // The visitor still gets stars, with English words.
  }
  return english;
}
