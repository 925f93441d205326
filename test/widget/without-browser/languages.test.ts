import { join } from 'node:path';
import { format } from '../../../widget/element/format.ts';
import type { AllTexts, CountedText } from '../../../widget/types.ts';
import { allEnglish } from '../support/english.ts';
import { languagesFolder, translations as codes } from '../support/languages.ts';

const keys = Object.keys(allEnglish) as (keyof AllTexts)[];

const load = async (code: string) => ((await import(join(languagesFolder, `${code}.ts`))) as { texts: AllTexts }).texts;
const forms = (text: CountedText) => (typeof text === 'string' ? [text] : Object.values(text));
const placeholders = (text: string) => (text.match(/{\w+}/g) ?? []).sort();

test('the language files are complete', () => {
  expect(codes.join(' ')).toBe('ar de es fr he hi it ja nl pl pt pt-BR tr uk zh zh-Hant');
});

describe.each(codes)('%s', (code) => {
  test('has every text, and no other', async () => {
    const texts = await load(code);
    expect(Object.keys(texts).sort()).toEqual(keys.toSorted());
    for (const key of keys) for (const form of forms(texts[key])) expect(form.trim()).not.toBe('');
    expect(texts.lang).toBe(code);
  });

  test('fills in the same values as English', async () => {
    const texts = await load(code);
    for (const key of keys) {
      const wanted = placeholders(forms(allEnglish[key]).at(-1)!);
      for (const form of forms(texts[key])) {
        // A form for exactly one or two may spell the number out.
        const optional = typeof texts[key] === 'string' ? [] : ['{count}'];
        expect([...placeholders(form), ...optional]).toEqual(expect.arrayContaining(wanted));
        expect(wanted).toEqual(expect.arrayContaining(placeholders(form)));
      }
    }
  });

  test('names five different ratings', async () => {
    const names = (await load(code)).stars.split('|');
    expect(new Set(names).size).toBe(5);
    expect(names.every((name) => name.trim() === name && name !== '')).toBe(true);
  });

  test('has a form for each plural category that whole numbers fall into', async () => {
    const { summary, star, votes } = await load(code);
    const rules = new Intl.PluralRules(code);
    const categories = new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)));
    for (const text of [summary, star, votes].filter((one) => typeof one !== 'string')) {
      expect(Object.keys(text)).toEqual(expect.arrayContaining([...categories]));
    }
  });

  test('writes a summary without unfilled placeholders', async () => {
    const texts = await load(code);
    for (const count of [1, 2, 3, 5, 11, 100, 1_000_000]) {
      expect(format(texts.summary, { average: 4.2, max: 5, count }, code)).not.toMatch(/[{}]|undefined|NaN/);
    }
  });
});
