/** The program of a worker thread: runs its parent's jobs in sequence. */
import { parentPort, workerData } from 'node:worker_threads';
import { runJob } from './jobs.ts';
import type { Job } from './jobs.ts';

// Most errors are planned, and nobody reads their stack traces.
Error.stackTraceLimit = 0;
parentPort?.on(
  'message',
  (job: Job) => void runJob(job, workerData as string).then((result) => parentPort?.postMessage(result)),
);
