import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { GivenSettings } from '../../support/synthesized-assembly.ts';
import { startSystem, unlimited, type System } from '../../support/system.ts';
import { launchBrowser } from './browser.ts';

/** The local system and a browser, started once for a test file. */
export class Stage {
  system!: System;
  browser!: Browser;
  readonly #contexts: BrowserContext[] = [];

  /** A new visitor: an empty browser context, closed after the test. */
  async visitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width: 800, height: 900 }, ...options });
    context.setDefaultTimeout(60_000);
    this.#contexts.push(context);
    return context;
  }

  /**
   * Opens a page of the demo site, or one with the given body, as a new visitor by default.
   *
   * @param options.in the visitor who opens it
   * @param options.before runs before the page is requested
   */
  async open(
    page: string,
    options: BrowserContextOptions & { in?: BrowserContext; before?: (tab: Page) => unknown } = {},
  ): Promise<Page> {
    const { in: context = await this.visitor(options), before } = options;
    const tab = await context.newPage();
    await before?.(tab);
    if (page.startsWith('/')) {
      await tab.goto(this.system.url + page);
    } else {
      await tab.route('**/test-page*', (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: frame(page) }),
      );
      await tab.goto(`${this.system.url}/test-page`);
    }
    return tab;
  }

  async closeContexts(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }
}

/** Starts the system and the browser before the tests of a file, and closes the visitors after each test. */
export function useStage(settings: GivenSettings = {}): Stage {
  const stage = new Stage();
  beforeAll(async () => {
    // Each is kept as soon as it runs, so that it is stopped even if the other fails to start.
    await Promise.all([
      startSystem({ settings: { ...unlimited, ...settings } }).then((system) => (stage.system = system)),
      launchBrowser().then((browser) => (stage.browser = browser)),
    ]);
  });
  afterEach(() => stage.closeContexts());
  afterAll(async () => {
    // Stops whichever of the two started.
    await Promise.all([(stage.browser as Browser | undefined)?.close(), (stage.system as System | undefined)?.stop()]);
  });
  return stage;
}

function frame(body: string): string {
  const script = '<script type="module" src="/article-rating.js"></script>';
  return body.startsWith('<!doctype')
    ? body
    : `<!doctype html><html lang="en"><title>Test</title>${script}<body>${body}</body></html>`;
}
