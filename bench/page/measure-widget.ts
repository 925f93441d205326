import type { Browser, CDPSession } from 'playwright-core';

/** Cost of twelve widgets on the list page, on a slow device. */
export interface WidgetCost {
  /** The page's cumulative layout shift; 0 is none. */
  layoutShift: number;
  /** The longest task of the main thread since the widget's script began, in milliseconds of processor time. */
  longestTask: number;
  /** All tasks of the main thread since then together. */
  mainThread: number;
  /** All tasks of the main thread before: the page without widgets, on the same device. */
  pageItself: number;
  /** From the start of navigation until all ratings were on the screen, in milliseconds. */
  shownAfter: number;
  /** Requests for the widget's files and to its API. */
  requests: { files: number; api: number };
}

/**
 * Loads the list page of a running local system in an empty browser.
 *
 * @param url the system, e.g. `http://127.0.0.1:8787`
 * @param slowDown how much slower than this machine the device is
 */
export async function measureWidget(browser: Browser, url: string, slowDown = 4): Promise<WidgetCost> {
  // The pages' policy forbids evaluated code, which this measurement uses.
  const context = await browser.newContext({ viewport: { width: 400, height: 800 }, bypassCSP: true });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.addInitScript(OBSERVE);
    const stop = await trace(session);
    // Delays the script until the page is on the screen, so that the page's own first layout is not counted.
    await page.route('**/article-rating.js', async (route) => {
      await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length');
      await route.continue();
    });
    await page.goto(`${url}/list.html`);
    await page.waitForFunction(ALL_SHOWN);
    const shownAfter = await page.evaluate<number>('performance.now()');
    // Observers get their entries in a separate task after the frame.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
    const shifts = await page.evaluate<number[]>('shifts');
    const { before, since } = tasksAroundScript(await stop());
    const requested = await page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
    return {
      layoutShift: sum(shifts),
      longestTask: Math.max(...since),
      mainThread: sum(since),
      pageItself: sum(before),
      shownAfter,
      requests: {
        files: requested.filter((name) => /\/(article-rating[\w.-]*|lang\/[\w-]+)\.js$/.test(name)).length,
        api: requested.filter((name) => name.includes('/v1/')).length,
      },
    };
  } finally {
    await context.close();
  }
}

/** Counts the reads of a page with this many widgets, each of another article, when a visitor scrolls through it. */
export async function countReads(browser: Browser, url: string, widgets: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
  try {
    let reads = 0;
    page.on('request', (request) => (reads += request.url().includes('/v1/ratings') ? 1 : 0));
    const body = Array.from(
      { length: widgets },
      (_, index) => `<article-rating article-id="many/${index}"></article-rating>`,
    );
    await page.route('**/many.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Many</title><script type="module" async src="/article-rating.js"></script>${body.join('')}`,
      }),
    );
    await page.goto(`${url}/many.html`);
    for (const widget of await page.locator('article-rating').all()) {
      await widget.scrollIntoViewIfNeeded();
      await widget.locator('[part=average]').getByText(/./).waitFor();
    }
    return reads;
  } finally {
    await page.close();
  }
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Processor time in microseconds; unlike wall time, it hardly depends on other programs. */
  tdur?: number;
}

async function trace(session: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', categories: 'toplevel,devtools.timeline,v8' });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    return events;
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Milliseconds of each task of the main thread before and since the widget ran. The widget is the page's only module.
 */
function tasksAroundScript(events: TraceEvent[]): { before: number[]; since: number[] } {
  const start = events.find(({ name }) => name === 'v8.evaluateModule');
  if (start === undefined) throw new Error('The trace does not show when the widget ran.');
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === start.pid && tid === start.tid,
  );
  const has = ({ ts, dur = 0 }: TraceEvent) => ts + dur >= start.ts;
  const milliseconds = (chosen: TraceEvent[]) => chosen.map(({ tdur = 0 }) => tdur / 1000);
  return { before: milliseconds(tasks.filter((task) => !has(task))), since: milliseconds(tasks.filter(has)) };
}

// Strings, because this folder is type-checked without the browser's types.
const OBSERVE = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true });
`;
const ALL_SHOWN = `[...document.querySelectorAll('article-rating')].every((widget) =>
  widget.shadowRoot?.querySelector('[part=average]').textContent)`;
