import { Command, CommanderError } from 'commander';
import { RatingError } from '../lambda/domain/errors.ts';
import { REAL_SURROUNDINGS } from '../lambda/storage/deadline.ts';
import { StartError } from '../local/start-error.ts';
import { exportCommand } from './commands/export.ts';
import { findTable } from './find-table.ts';
import type { TableOptions } from './find-table.ts';
import { forgetCommand } from './commands/forget.ts';
import { importCommand } from './commands/import.ts';
import { withVotersLast } from './leading-dash.ts';
import { moveCommand } from './commands/move.ts';
import { EXIT, OperatorError } from './operator-error.ts';
import { showProgress } from './progress.ts';
import { removeVotesCommand } from './commands/remove-votes.ts';
import { reportCommand } from './commands/report.ts';
import { resetCommand } from './commands/reset.ts';
import { seedCommand } from './commands/seed.ts';
import type { Run } from './session.ts';
import { showCommand } from './commands/show.ts';
import { topCommand } from './commands/top.ts';
import { verifyCommand } from './commands/verify.ts';
import { watchThrottles } from './watch-throttles.ts';

const DESCRIPTION = 'Look at, move, prove and forget the ratings of one table.';

const AFTERWARDS = `
Say which table with one of --stack, --table and --local. Region and credentials come from the environment (AWS_REGION,
AWS_PROFILE, …), as for the AWS command line. What destroys only says what it would do until --yes is given.

Exit status: 0 done; 1 done, but look: something differs, was skipped or is left; 2 the command line is wrong;
3 failed; 130 stopped by Ctrl-C. Whatever was stopped can be run again.`;

/** Runs one command line. @returns the exit status */
export async function ratings(args: readonly string[], signal: AbortSignal): Promise<number> {
  let exitCode: number = EXIT.done;
  const run: Run = async (command, work) => {
    const { json = false, ...options } = command.optsWithGlobals<TableOptions & { json?: boolean }>();
    await using open = await findTable(options);
    const throttled = watchThrottles(open.client);
    const progress = (what: string, unit: string, total?: number) =>
      showProgress(what, unit, total, process.stderr, Date.now, throttled);
    const outcome = await work({ ...open, signal, surroundings: REAL_SURROUNDINGS, progress });
    const text = json ? (JSON.stringify(outcome.json, undefined, 2) ?? '') : outcome.text;
    if (text !== '') process.stdout.write(`${text}\n`);
    exitCode = outcome.exitCode ?? EXIT.done;
  };
  try {
    const program = programOf(run);
    await program.parseAsync(withVotersLast(args, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, signal);
  }
}

function programOf(run: Run): Command {
  const program = new Command('ratings')
    .description(DESCRIPTION)
    .option('--stack <name>', 'the table of this CloudFormation stack')
    .option('--table <name>', 'the table of this name')
    .option('--local', 'the table of the local system, in .data or DATA_DIR')
    .option('--json', 'print JSON for programs')
    .addHelpText('after', AFTERWARDS)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const make of [
    showCommand,
    topCommand,
    exportCommand,
    importCommand,
    verifyCommand,
    moveCommand,
    resetCommand,
    removeVotesCommand,
    forgetCommand,
    reportCommand,
    seedCommand,
  ]) {
    program.addCommand(make(run).copyInheritedSettings(program));
  }
  return program;
}

function report(error: unknown, signal: AbortSignal): number {
  // Commander has printed its own.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (signal.aborted) {
    process.stderr.write('Stopped. What is done is whole; run the same command again for the rest.\n');
    return EXIT.interrupted;
  }
  const expected = error instanceof OperatorError || error instanceof RatingError || error instanceof StartError;
  const { message, stack } = error as Error;
  process.stderr.write(`${expected || isOfAws(error) ? message : (stack ?? message)}\n`);
  if (error instanceof OperatorError) return error.exitCode;
  return error instanceof RatingError && error.code.startsWith('invalid_') ? EXIT.usage : EXIT.failed;
}

/** Said by AWS or about the way there: credentials, permissions, a missing table. */
function isOfAws(error: unknown): boolean {
  return typeof error === 'object' && error !== null && ('$metadata' in error || 'tryNextLink' in error);
}
