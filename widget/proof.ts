import { solveHere, type Challenge, type Proof } from './solve-challenge.ts';

export type { Challenge, Proof };

/** Solves what the API asks for, in a worker where the page lets the widget have one. */
export function solve(challenge: Challenge): Promise<Proof> {
  return solveInWorker(challenge).catch(() => solveHere(challenge));
}

/** Rejects where a Content-Security-Policy or Trusted Types forbid such a worker. */
function solveInWorker(challenge: Challenge): Promise<Proof> {
  return new Promise((resolve, reject) => {
    // A worker's script must be of the page's origin, which a blob is; what it imports need not.
    const script = `import ${JSON.stringify(new URL('proof-worker.js', import.meta.url).href)}`;
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    worker.onmessage = ({ data }) => {
      resolve(data as Proof);
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    worker.onerror = reject;
    worker.postMessage(challenge);
  });
}
