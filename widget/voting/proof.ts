import { load } from '../browser/load.ts';
import type * as here from './proof-worker.ts';
import type { Challenge, Proof } from './solve-here.ts';

export type { Challenge, Proof };

/** Solves the API's challenge, in a worker if the page permits one. */
export function solve(challenge: Challenge): Promise<Proof> {
  return solveInWorker(challenge).catch(async () => (await load<typeof here>('proof-worker'))!.solveHere(challenge));
}

/** Rejects if a Content-Security-Policy or Trusted Types forbid the worker, or if it finds no proof. */
function solveInWorker(challenge: Challenge): Promise<Proof> {
  return new Promise((resolve, reject) => {
    // A worker's script must have the page's origin, as a blob has; its imports need not.
    const script = `import ${JSON.stringify(new URL('./proof-worker.js', import.meta.url).href)}`;
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    const finish = (proof: Proof | null) => {
      if (proof?.solution) resolve(proof);
      else reject(new Error('The worker found no proof.'));
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    worker.onmessage = ({ data }) => finish(data as Proof | null);
    worker.onmessageerror = worker.onerror = () => finish(null);
    worker.postMessage(challenge);
  });
}
