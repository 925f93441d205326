import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/**
 * Runs axe-core on a page: all rules, or only those of colours, which are the only ones whose result another colour
 * scheme can change.
 */
export async function runAxe(page: Page, rules: 'all' | 'colours'): Promise<AxeResults> {
  // The debugger runs it: no Content-Security-Policy applies there.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(
    (options) => (globalThis as unknown as { axe: { run(given: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules === 'all' ? {} : COLOURS,
  );
}
