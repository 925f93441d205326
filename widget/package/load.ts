import { nextTask } from '../next-task.ts';

/** Replaces `../load.ts`: imports with literal paths, from which a bundler makes files that load on demand. */
const files: Readonly<Record<string, () => Promise<unknown>>> = {
  '@after-vote': () => import('../after-vote.ts'),
  '@badge': () => import('../badge.ts'),
  '@compact': () => import('../compact.ts'),
  '@controls': () => import('../controls.ts'),
  '@distribution': () => import('../distribution.ts'),
  '@extras': () => import('../extras.ts'),
  '@hidden-results': () => import('../hidden-results.ts'),
  '@structured-data': () => import('../structured-data.ts'),
  '@vote': () => import('../vote.ts'),
  '@voting': () => import('../voting.ts'),
  '@yes-no': () => import('../yes-no.ts'),
  'lang/ar': () => import('../lang/ar.ts'),
  'lang/de': () => import('../lang/de.ts'),
  'lang/es': () => import('../lang/es.ts'),
  'lang/fr': () => import('../lang/fr.ts'),
  'lang/he': () => import('../lang/he.ts'),
  'lang/hi': () => import('../lang/hi.ts'),
  'lang/it': () => import('../lang/it.ts'),
  'lang/ja': () => import('../lang/ja.ts'),
  'lang/nl': () => import('../lang/nl.ts'),
  'lang/pl': () => import('../lang/pl.ts'),
  'lang/pt-BR': () => import('../lang/pt-BR.ts'),
  'lang/pt': () => import('../lang/pt.ts'),
  'lang/tr': () => import('../lang/tr.ts'),
  'lang/uk': () => import('../lang/uk.ts'),
  'lang/zh-Hant': () => import('../lang/zh-Hant.ts'),
  'lang/zh': () => import('../lang/zh.ts'),
  proof: () => import('../proof.ts'),
  'proof-worker': () => import('../proof-worker.ts'),
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
