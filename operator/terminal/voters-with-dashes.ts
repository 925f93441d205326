import type { Command } from 'commander';

/**
 * A voter ID or hash that starts with a dash, as one in 64 does. With two dashes it must be a hash, so that a mistyped
 * option is reported.
 */
const VOTER = /^-(?!-)[\w-]{15,127}$|^--[\w-]{41}$/;

/**
 * Moves a voter that starts with a dash behind `--`, so that it is not parsed as an option. An argument after an option
 * with a value is left in place.
 */
export function withDashedVotersLast(args: readonly string[], program: Command): string[] {
  const options = [program, ...program.commands].flatMap((command) => command.options);
  const takesValue = new Set(options.filter(({ required }) => required).flatMap(({ long, short }) => [long, short]));
  const names = new Set(options.map(({ long }) => long));
  const isVoter = (arg: string, index: number) =>
    VOTER.test(arg) && !names.has(arg) && !takesValue.has(args[index - 1]);
  const end = args.indexOf('--');
  const voters = args.filter((arg, index) => (end === -1 || index < end) && isVoter(arg, index));
  if (voters.length === 0) return [...args];
  const rest = args.filter((arg, index) => !((end === -1 || index < end) && isVoter(arg, index)));
  return end === -1 ? [...rest, '--', ...voters] : [...rest, ...voters];
}
