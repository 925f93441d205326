import { nextTask } from '../browser/next-task.ts';

/** Replaces `../browser/load.ts`: imports with literal paths, from which a bundler makes files that load on demand. */
const files: Readonly<Record<string, () => Promise<unknown>>> = {
  '@after-vote': () => import('../features/after-vote.ts'),
  '@badge': () => import('../features/badge.ts'),
  '@compact': () => import('../features/compact.ts'),
  '@controls': () => import('../element/controls.ts'),
  '@distribution': () => import('../features/distribution.ts'),
  '@extras': () => import('../element/extras.ts'),
  '@hidden-results': () => import('../features/hidden-results.ts'),
  '@structured-data': () => import('../features/structured-data.ts'),
  '@cast-vote': () => import('../voting/cast-vote.ts'),
  '@voting': () => import('../voting/voting.ts'),
  '@yes-no': () => import('../features/yes-no.ts'),
  'lang/ar': () => import('../texts/lang/ar.ts'),
  'lang/de': () => import('../texts/lang/de.ts'),
  'lang/es': () => import('../texts/lang/es.ts'),
  'lang/fr': () => import('../texts/lang/fr.ts'),
  'lang/he': () => import('../texts/lang/he.ts'),
  'lang/hi': () => import('../texts/lang/hi.ts'),
  'lang/it': () => import('../texts/lang/it.ts'),
  'lang/ja': () => import('../texts/lang/ja.ts'),
  'lang/nl': () => import('../texts/lang/nl.ts'),
  'lang/pl': () => import('../texts/lang/pl.ts'),
  'lang/pt-BR': () => import('../texts/lang/pt-BR.ts'),
  'lang/pt': () => import('../texts/lang/pt.ts'),
  'lang/tr': () => import('../texts/lang/tr.ts'),
  'lang/uk': () => import('../texts/lang/uk.ts'),
  'lang/zh-Hant': () => import('../texts/lang/zh-Hant.ts'),
  'lang/zh': () => import('../texts/lang/zh.ts'),
  proof: () => import('../voting/proof.ts'),
  'proof-worker': () => import('../voting/proof-worker.ts'),
};

/** Loads a part of the widget; `undefined` if it cannot be loaded. */
export async function load<Module>(name: string): Promise<Module | undefined> {
  try {
    const module = await files[name]?.();
    // Otherwise all callers that wait for a file would continue in one long task.
    await nextTask();
    return module as Module | undefined;
  } catch {
    return undefined;
  }
}
