import { startSystem } from '../../test/support/system.ts';
import { launchBrowser } from '../../test/widget/support/browser.ts';
import type { Row } from '../results/row.ts';
import { median, spread } from '../results/statistics.ts';
import { countReads, measureWidget, type WidgetCost } from './measure-widget.ts';

const RUNS = 5;

/** The list page with twelve widgets in a real browser on a CPU throttled to a quarter of this machine's speed. */
export async function measurePage(): Promise<Row[]> {
  const system = await startSystem();
  const browser = await launchBrowser();
  try {
    const runs: WidgetCost[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measureWidget(browser, system.url));
    const row = (what: string, unit: string, valueOf: (run: WidgetCost) => number, goal?: { atMost: number }): Row => {
      const values = runs.map(valueOf);
      return {
        group: 'page',
        what: `twelve widgets on a slow device: ${what}`,
        value: median(values),
        spread: spread(values),
        unit,
        ...(goal && { goal }),
      };
    };
    // Times depend on the machine, so they are compared with the time of the page itself.
    const besidePage = (what: string, valueOf: (run: WidgetCost) => number): Row => ({
      ...row(what, 'ms', valueOf),
      floor: { what: 'the page without widgets', value: median(runs.map(({ pageItself }) => pageItself)) },
      ratio: median(runs.map((run) => valueOf(run) / run.pageItself)),
    });
    return [
      // The page has custom texts, which need a second file.
      row('requests for widget files', '', ({ requests }) => requests.files, { atMost: 2 }),
      row('API requests', '', ({ requests }) => requests.api, { atMost: 1 }),
      besidePage('main thread', ({ mainThread }) => mainThread),
      { ...besidePage('longest task of the main thread', ({ longestTask }) => longestTask), goal: { atMost: 0.4 } },
      row('layout shift', '', ({ layoutShift }) => layoutShift, { atMost: 0 }),
      {
        group: 'page',
        what: 'two hundred widgets, all scrolled to: API requests',
        value: await countReads(browser, system.url, 200),
        unit: '',
        goal: { atMost: 4 },
      },
    ];
  } finally {
    await browser.close();
    await system.stop();
  }
}
