import { readFileSync } from 'node:fs';
import { settingRules } from '../../lib/settings/setting-rules.ts';
import { settingsPage } from '../../bundling/settings-page.ts';

test('docs/settings.md matches the settings; npm run docs:settings updates it', () => {
  expect(readFileSync('docs/settings.md', 'utf8')).toBe(settingsPage());
});

test('every setting is on the page, with its purpose and its valid values', () => {
  const sections = settingsPage().split(/^## /m).slice(1);
  expect(sections.map((section) => /^`(\w+)`/.exec(section)?.[1])).toEqual(Object.keys(settingRules));
  for (const section of sections) {
    const [, about = '', takes = ''] = section.trim().split('\n\n');
    expect(about).toMatch(/^[A-Z`][^]{20,}\.$/);
    expect(takes).toMatch(/^Takes [^]+\.$/);
    expect(section).toMatch(/\sDefault:\s|\sBy\sdefault\s/);
  }
});
