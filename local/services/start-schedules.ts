import { randomUUID } from 'node:crypto';
import type { FunctionRunner } from '../functions/function-runner.ts';
import type { ScheduleDefinition } from '../template/schedules.ts';

/** The longest delay of a timer, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Invokes functions as EventBridge does. The first invocation is immediate, because few local runs last a day. */
export function startSchedules(
  schedules: readonly ScheduleDefinition[],
  functions: ReadonlyMap<string, FunctionRunner>,
): Disposable {
  const timers = schedules.map(({ functionName, everyMs, event }) => {
    const invoke = () => void functions.get(functionName)?.call(event, randomUUID());
    invoke();
    return setInterval(invoke, Math.min(everyMs, LONGEST_WAIT));
  });
  return { [Symbol.dispose]: () => timers.forEach(clearInterval) };
}
