import { solveHere, type Challenge } from './solve-challenge.ts';

export { solveHere };

// The page loads this file, too, where it may not have a worker.
if (!globalThis.document) {
  addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
    solveHere(data).then(
      (proof) => postMessage(proof),
      // The page then tries it itself, or says that the rating was not saved.
      () => postMessage(null),
    );
  });
}
