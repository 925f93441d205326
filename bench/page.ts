import { startSystem } from '../test/support/system.ts';
import { launchBrowser } from '../test/widget/support/browser.ts';
import type { Row } from './row.ts';
import { median, spread } from './statistics.ts';
import { measureWidget } from './widget.ts';

const RUNS = 5;

/** The list page with twelve widgets in a real browser, four times slower than this machine. */
export async function measurePage(): Promise<Row[]> {
  const system = await startSystem();
  const browser = await launchBrowser();
  try {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measureWidget(browser, system.url));
    const row = (what: string, values: number[], unit: string, atMost: number): Row => ({
      group: 'page',
      what: `twelve widgets on a slow device: ${what}`,
      value: median(values),
      spread: spread(values),
      unit,
      goal: { atMost },
    });
    return [
      row(
        'longest task of the main thread',
        runs.map(({ longestTask }) => longestTask),
        'ms',
        50,
      ),
      row(
        'layout shift',
        runs.map(({ layoutShift }) => layoutShift),
        '',
        0,
      ),
    ];
  } finally {
    await browser.close();
    await system.stop();
  }
}
