import { solveHere, type Challenge } from './solve-here.ts';

export { solveHere };

// A page that cannot start a worker loads this file too.
if (!globalThis.document) {
  addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
    solveHere(data).then(
      (proof) => postMessage(proof),
      // On null, the page solves the challenge itself or says that the rating was not saved.
      () => postMessage(null),
    );
  });
}
