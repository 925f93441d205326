import type { CountedText, Texts } from './types.ts';
import type { ShownTexts } from './english.ts';

const warned = new Set<string>();

/**
 * The built-in texts, and in their stead those of the page that can be shown; the console says what is wrong with the
 * others.
 *
 * @param messages texts of the page
 * @param widget its attributes win
 */
export function customTexts(
  keys: (keyof Texts)[],
  builtIn: ShownTexts,
  messages: Partial<Texts> | undefined,
  widget: Element,
): ShownTexts {
  const texts = { ...builtIn };
  for (const key of keys) {
    for (const [name, value] of [
      [`messages.${key}`, messages?.[key]],
      [`text-${key}`, widget.getAttribute(`text-${key}`)],
    ] as const) {
      const wanted = value != null && rule(key, value);
      if (wanted) warn(`article-rating: ${name} must be ${wanted}. The built-in text is shown instead.`);
      else if (value != null) texts[key] = value as never;
    }
  }
  return texts;
}

/** The rule that a text breaks. */
function rule(key: string, value: CountedText): string | false {
  const counted = typeof value === 'object' && (key === 'star' || key === 'summary');
  const forms: unknown[] = counted ? [value.other, ...Object.values(value)] : [value];
  if (!forms.every((form) => typeof form === 'string')) return counted ? 'texts, with one for "other"' : 'a text';
  const [text = ''] = forms;
  if (key === 'lang' && !isTag(text)) return 'a language tag such as "en-US"';
  if (key === 'stars' && text.split('|').filter((name) => name.trim()).length !== 5) {
    return 'five names separated by "|"';
  }
  if (/^(title|submit|retry|remove|star)$/.test(key) && !text) return 'a text that is not empty';
  const unknown = forms.join().match(/{(?!(?:average|count|max|rating|name)})\w+}/);
  return !!unknown && `a text without ${unknown[0]}; it may have {average}, {count}, {max}, {rating} and {name}`;
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && tag !== '';
  } catch {
    return false;
  }
}

function warn(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  // eslint-disable-next-line no-console -- the only way to tell the site's owner
  console.warn(text);
}
