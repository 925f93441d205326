import type { Storage } from '../browser/browser-storage.ts';

const KEY = 'article-rating:voter';

/** This browser's secret ID, 128 random bits. It is created with the first vote: readers have none. */
export function voterId({ recall, remember }: Storage): string {
  let id = recall(KEY);
  if (!id) {
    // Pages without HTTPS have no randomUUID.
    id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    remember(KEY, id);
  }
  return id;
}
