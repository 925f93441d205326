import type { ShownTexts } from './english.ts';
import type { AllTexts, CountedText } from '../types.ts';
import { warn } from '../browser/warn.ts';

/**
 * Replaces the built-in texts with the page's valid texts, and warns of the others in the console.
 *
 * @param messages texts of the page
 * @param widget its attributes take precedence over `messages`
 */
export function customise(texts: ShownTexts, messages: Partial<AllTexts> | undefined, widget: Element): void {
  const given = [
    ...Object.entries(messages ?? {}).map(([key, value]) => [`messages.${key}`, key, value] as const),
    ...Array.from(widget.attributes, ({ name, value }) => [name, /^text-(\w+)$/.exec(name)?.[1], value] as const),
  ];
  const builtIn = { ...texts };
  for (const [name, key, value] of given) {
    if (!key || value == null) continue;
    const wanted = rule(key, value, builtIn[key === 'hint' ? 'summary' : (key as 'hint')]);
    if (wanted) warn(`${name} must be ${wanted}. The built-in text is shown instead.`);
    else texts[key as 'hint'] = value as string;
  }
}

/**
 * The rule that a text breaks.
 *
 * @param builtIn a text with all placeholders that are filled in
 */
function rule(key: string, value: CountedText, builtIn: CountedText | undefined): string | undefined {
  const counted = typeof value === 'object' && /^(star|summary|votes|helpful)$/.test(key);
  const forms: unknown[] = counted ? [value.other, ...Object.values(value)] : [value];
  if (!forms.every((form) => typeof form === 'string')) return counted ? 'texts, with one for "other"' : 'a text';
  const [text = ''] = forms;
  if (key === 'lang' && !isTag(text)) return 'a language tag such as "en-US"';
  if (key === 'stars' && text.split('|').filter((name) => name.trim()).length !== 5) {
    return 'five names separated by "|"';
  }
  if (/^(title|submit|retry|remove|star|question|yes|no|send)$/.test(key) && !text) return 'a text that is not empty';
  const known = (typeof builtIn === 'object' ? builtIn.other : builtIn)?.match(/{\w+}/g);
  const unknown = forms
    .join()
    .match(/{\w+}/g)
    ?.find((one) => !(known as string[] | null)?.includes(one));
  return unknown && `a text without ${unknown}; it may have ${known?.join(', ') ?? 'no placeholder'}`;
}

function isTag(tag: string): boolean {
  try {
    return !!Intl.getCanonicalLocales(tag);
  } catch {
    return false;
  }
}
