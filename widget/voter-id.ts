import type { Storage } from './browser-storage.ts';

const KEY = 'article-rating:voter';

/** This browser's secret ID, 128 random bits. It is made with the first vote: who only reads is given none. */
export function voterId({ recall, remember }: Storage): string {
  let id = recall(KEY);
  if (!id) {
    // Not randomUUID: pages without HTTPS have no such function.
    id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    remember(KEY, id);
  }
  return id;
}
