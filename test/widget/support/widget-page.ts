import type { Locator, Page, Request } from 'playwright-core';

/** The parts of a widget that a visitor meets. */
export interface Parts {
  readonly host: Locator;
  readonly group: Locator;
  readonly title: Locator;
  readonly hint: Locator;
  readonly summary: Locator;
  readonly status: Locator;
  readonly submit: Locator;
  readonly remove: Locator;
  readonly star: (rating: number) => Locator;
}

/** The parts of the page's first widget, or of the one given. */
export function partsOf(within: Page | Locator): Parts {
  const host = 'goto' in within ? within.locator('article-rating').first() : within;
  const part = (name: string) => host.locator(`[part~=${name}]`);
  return {
    host,
    group: part('group'),
    title: part('title'),
    hint: part('hint'),
    summary: part('summary'),
    status: part('status'),
    submit: part('submit'),
    remove: part('remove'),
    star: (rating) => host.getByRole('radio').nth(rating - 1),
  };
}

/** The requests to the API that a page sends from now on. */
export function watchRequests(page: Page): { reads: Request[]; votes: Request[] } {
  const reads: Request[] = [];
  const votes: Request[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v1/ratings')) reads.push(request);
    if (request.url().includes('/v1/votes')) votes.push(request);
  });
  return { reads, votes };
}

export interface SeenEvent {
  type: string;
  detail: Record<string, unknown>;
}

/** Records the widget's events as the document sees them; returns them on demand. */
export async function watchEvents(page: Page): Promise<() => Promise<SeenEvent[]>> {
  await page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(globalThis, { seen });
    for (const name of ['vote', 'change', 'error']) {
      document.addEventListener(`article-rating:${name}`, (event) => {
        seen.push({ type: name, detail: (event as CustomEvent<unknown>).detail });
      });
    }
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: SeenEvent[] }).seen);
}

let counter = 0;

/** An article ID that no other test uses. */
export function newArticle(name = 'article'): string {
  return `test/${name}-${process.pid}-${Date.now()}-${++counter}`;
}

export function widgetHtml(articleId: string, attributes = ''): string {
  return `<article-rating article-id="${articleId}" ${attributes}></article-rating>`;
}
