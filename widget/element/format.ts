import type { CountedText, Summary } from '../types.ts';

// The first number format takes 40 ms on a slow device, so it gets its own task.
setTimeout(Intl.NumberFormat);

/** Cached by locale: each format takes a millisecond on a slow device, and a page has many texts. */
const made: Record<string, readonly [Intl.NumberFormat, Intl.PluralRules]> = {};

/**
 * Fills the `{placeholders}` of a text with words, and with numbers in the locale's format.
 * Returns an empty text while a value is unknown.
 */
export function format(text: CountedText, values: Record<string, unknown>, locale: string): string {
  const [numbers, plurals] = (made[locale] ??= [
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    new Intl.PluralRules(locale),
  ]);
  const forms = text as Exclude<CountedText, string>;
  // A string has neither property.
  const form = forms[plurals.select(values.count as number)] ?? forms.other ?? (text as string);
  let complete = true;
  const filled = form.replace(/{(\w+)}/g, (_, name: string) => {
    let value = values[name] as number | undefined;
    complete &&= value != undefined;
    // Shows 5 only if every vote is five stars.
    if (name === 'average' && (values as Partial<Summary>).distribution?.[4] !== values.count)
      value = Math.min(value!, 4.9);
    return value?.toFixed ? numbers.format(value) : (value as unknown as string);
  });
  return complete ? filled : '';
}
