import type { ShownTexts } from '../texts/english.ts';
import { format } from '../element/format.ts';
import type { Summary } from '../types.ts';

/** A summary in figures, "4.2 (17)", for sighted visitors. */
export function shortSummary(known: Summary | undefined, { lang }: ShownTexts): string {
  return known ? format(known.count ? '{average} ({count})' : '({count})', { ...known }, lang) : '';
}
