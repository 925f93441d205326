import { english } from './english.ts';
import { load } from '../browser/load.ts';
import type { Texts } from '../types.ts';
import type { ShownTexts } from './english.ts';

/** The languages that have a file in `lang/`, and further regions that write Traditional Chinese. */
const CODES = 'ar de es fr he hi it ja nl pl pt-BR pt tr uk zh-Hant zh-TW zh-HK zh-MO zh'.split(' ');

/** Loads the texts in the language of the nearest `lang` attribute, the element's own included; English by default. */
export async function textsFor(element: Element): Promise<ShownTexts> {
  const code = CODES.find((one) => element.matches(`:lang(${one})`))?.replace(/-[THM].$/, '-Hant');
  // Without the file, the widget shows English texts.
  const file = code ? await load<{ texts: Texts }>(`lang/${code}`) : undefined;
  // A cached file may be older than the script and lack a text.
  return { ...english, ...file?.texts };
}
