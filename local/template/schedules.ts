import { StartError } from '../errors/start-error.ts';
import { type Assembly, resourcesOf } from './assembly.ts';
import { resolver } from './resolve.ts';

/** A function that EventBridge invokes periodically. */
export interface ScheduleDefinition {
  /** The rule's logical ID. */
  readonly name: string;
  /** The function's logical ID. */
  readonly functionName: string;
  readonly everyMs: number;
  readonly event: unknown;
}

interface Rule {
  readonly ScheduleExpression: string;
  readonly Targets: readonly { readonly Arn: unknown; readonly Input?: string }[];
}

const UNITS: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000 };

/**
 * The template's schedules.
 *
 * @throws {StartError} if a schedule is not a rate in hours or days, or invokes no function
 */
export function schedulesOf(assembly: Assembly): ScheduleDefinition[] {
  const resolve = resolver(assembly);
  return resourcesOf(assembly.template, 'AWS::Events::Rule').flatMap(([name, properties]) => {
    const { ScheduleExpression, Targets } = properties as unknown as Rule;
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
    const [, count, unit = ''] = /^rate\((\d+) (hour|day)s?\)$/.exec(ScheduleExpression) ?? [];
    const everyMs = Number(count) * (UNITS[unit] ?? NaN);
    if (!(everyMs > 0))
      throw new StartError(`The schedule of the rule ${name} is not a rate in hours or days, such as rate(1 hour).`);
    return Targets.map(({ Arn, Input = '{}' }) => {
      const functionName = /:function:([^:]+)/.exec(resolve(Arn) as string)?.[1];
      if (functionName === undefined) throw new StartError(`The rule ${name} has a target that is not a function.`);
      return { name, functionName, everyMs, event: JSON.parse(Input) as unknown };
    });
  });
}
