import { randomUUID } from 'node:crypto';

/** The original looks at the global `crypto` first, which loads all of Web Crypto. */
export const bindV4 = () => randomUUID;
