import type { CountedText, Summary } from './types.ts';

/**
 * Fills the `{placeholders}` of a text with words, and with numbers as the language writes them.
 * Returns an empty text while a value is not known.
 */
export function format(text: CountedText, values: Record<string, unknown>, locale: string): string {
  const form =
    typeof text === 'string' ? text : (text[new Intl.PluralRules(locale).select(values.count as number)] ?? text.other);
  let complete = true;
  const filled = form.replace(/{(\w+)}/g, (_, name: string) => {
    let value = values[name] as number | undefined;
    complete &&= value != undefined;
    // Only five stars from all voters are shown as five.
    if (name === 'average' && (values as Partial<Summary>).distribution?.[4] !== values.count)
      value = Math.min(value!, 4.9);
    return value?.toLocaleString(locale, { maximumFractionDigits: 1 }) ?? '';
  });
  return complete ? filled : '';
}
