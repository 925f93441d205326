import { solveHere, type Challenge } from './solve-challenge.ts';

addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  void solveHere(data).then((proof) => postMessage(proof));
});
