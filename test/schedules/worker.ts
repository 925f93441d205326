/** A program: does one job after the other, as its parent says, in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { runJob } from './jobs.ts';
import type { Job } from './jobs.ts';

// Most errors are planned, and nobody reads where they were made.
Error.stackTraceLimit = 0;
parentPort?.on(
  'message',
  (job: Job) => void runJob(job, workerData as string).then((result) => parentPort?.postMessage(result)),
);
