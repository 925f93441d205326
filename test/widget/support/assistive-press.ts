import type { Page } from 'playwright-core';
import { pressInFirefox } from './firefox.ts';

/** Presses the radio button with this name as assistive technology does. */
export async function pressRadio(page: Page, name: string): Promise<void> {
  const browser = page.context().browser()!;
  if (browser.browserType().name() === 'firefox') await pressInFirefox(browser, name);
  // Chromium turns such a press into a click without pointer or key events; no protocol offers the press itself.
  else await page.getByRole('radio', { name }).evaluate((element: HTMLElement) => element.click());
}
