import type { CountedText } from './types.ts';

/** Fills the `{placeholders}` of a text with words, and with numbers as the language writes them. */
export function format(text: CountedText, values: Record<string, unknown>, locale: string): string {
  const form =
    typeof text === 'string' ? text : (text[new Intl.PluralRules(locale).select(values.count as number)] ?? text.other);
  return form.replace(/{(\w+)}/g, (_, name: string) =>
    (values[name] as number).toLocaleString(locale, { maximumFractionDigits: 1 }),
  );
}
