import { Command, CommanderError } from 'commander';
import { RatingError } from '../lambda/domain/rating-error.ts';
import { SYSTEM_CLOCK_AND_RANDOM } from '../lambda/domain/clock-and-random.ts';
import { StartError } from '../local/errors/start-error.ts';
import packageJson from '../package.json' with { type: 'json' };
import { completionCommand } from './commands/completion.ts';
import { exportCommand } from './commands/export.ts';
import { EXAMPLES } from './terminal/examples.ts';
import { findTable } from './table/find-table.ts';
import type { TableOptions } from './table/find-table.ts';
import { forgetCommand } from './commands/forget.ts';
import { holdCommand } from './commands/hold.ts';
import { importCommand } from './commands/import.ts';
import { withDashedVotersLast } from './terminal/voters-with-dashes.ts';
import { moveCommand } from './commands/move.ts';
import { EXIT, OperatorError } from './session/operator-error.ts';
import { showProgress } from './terminal/progress.ts';
import { removeVotesCommand } from './commands/remove-votes.ts';
import { releaseCommand } from './commands/release.ts';
import { reportCommand } from './commands/report.ts';
import { resetCommand } from './commands/reset.ts';
import { seedCommand } from './commands/seed.ts';
import type { Run } from './session/session.ts';
import { showCommand } from './commands/show.ts';
import { tableOptionsText } from './table/table-options-text.ts';
import { suspectsCommand } from './commands/suspects.ts';
import { timelineCommand } from './commands/timeline.ts';
import { topCommand } from './commands/top.ts';
import { undoCommand } from './commands/undo.ts';
import { verifyCommand } from './commands/verify.ts';
import { watchThrottles } from './table/watch-throttles.ts';
import { wrapHelp } from './terminal/wrap-help.ts';

const DESCRIPTION = 'Show, export, import, move, verify and erase the ratings in one table.';

const AFTERWARDS = `
Run npx ratings in the folder where article-rating is installed: elsewhere, npx would install another package named ratings from npm. npx --no -- ratings never installs a package.

Name the table with --stack, --table or --local, or with the environment variable RATINGS_STACK. Region and credentials come from --region and --profile or from the environment (AWS_REGION, AWS_PROFILE, …), as in the AWS CLI. The commands move, reset, remove-votes and forget are dry runs without --yes; verify changes nothing without --repair. Times without a time zone are in UTC.

Exit status: 0 done; 1 done with warnings: something differs, was skipped or is left; 2 invalid command line; 3 failed; 130 stopped by Ctrl-C. To finish a stopped command, run it again.`;

/** Runs one command line. @returns the exit status */
export async function ratings(args: readonly string[], signal: AbortSignal): Promise<number> {
  let exitCode: number = EXIT.done;
  const undoing: string[] = [];
  const run: Run = async (command, work) => {
    checkRange(command.opts<Range>());
    const { json = false, ...options } = command.optsWithGlobals<TableOptions & { json?: boolean }>();
    await using open = await findTable(options);
    const throttled = watchThrottles(open.client);
    const progress = (what: string, unit: string, total?: number) =>
      showProgress(what, unit, total, process.stderr, Date.now, throttled);
    const asked = [command.name(), ...command.args].join(' ');
    const where = tableOptionsText(command);
    const undoable = (undoneBy: string) => void undoing.push(`To undo what was done: npx ratings ${undoneBy}${where}`);
    const outcome = await work({ ...open, asked, signal, clockAndRandom: SYSTEM_CLOCK_AND_RANDOM, progress, undoable });
    const text = json ? (JSON.stringify(outcome.json, undefined, 2) ?? '') : outcome.text;
    if (text !== '') process.stdout.write(`${text}\n`);
    exitCode = outcome.exitCode ?? EXIT.done;
  };
  const json = args.includes('--json');
  try {
    const program = programOf(run, json);
    await program.parseAsync(withDashedVotersLast(args, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, signal, json, undoing);
  }
}

interface Range {
  readonly from?: unknown;
  readonly to?: unknown;
}

/** @throws OperatorError if the time range of the options is empty */
function checkRange({ from, to }: Range): void {
  if (typeof from !== 'string' || typeof to !== 'string' || !ISO.test(from) || !ISO.test(to) || from < to) return;
  throw new OperatorError(`--to (${to}) must be later than --from (${from}).`, { exitCode: EXIT.usage });
}

/** Only ISO times: some commands use the option names for other values. */
const ISO = /^\d{4}-\d\d-\d\dT/;

/** @param json whether errors are printed as JSON */
export function programOf(run: Run, json: boolean): Command {
  const width = () => process.stdout.columns || 80;
  const program = new Command('ratings')
    .description(DESCRIPTION)
    .version(packageJson.version, '-V, --version', 'print the version')
    .option('--stack <name>', 'use the table of this CloudFormation stack (default: RATINGS_STACK)')
    .option('--table <name>', 'use the table with this name')
    .option('--local', 'use the table of npm start, in .data or DATA_DIR')
    .option('--region <region>', 'AWS region (default: from the environment)')
    .option('--profile <name>', 'AWS profile (default: from the environment)')
    .option('--json', 'print results and errors as JSON')
    .addHelpText('after', AFTERWARDS)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      getOutHelpWidth: width,
      getErrHelpWidth: width,
      writeOut: (text) => process.stdout.write(wrapHelp(text, width())),
      // With --json the error is printed as JSON, below.
      writeErr: (text) => json || process.stderr.write(text),
    })
    .showHelpAfterError('ratings --help lists the commands.')
    .exitOverride();
  for (const make of [
    showCommand,
    topCommand,
    exportCommand,
    importCommand,
    verifyCommand,
    moveCommand,
    suspectsCommand,
    timelineCommand,
    holdCommand,
    releaseCommand,
    resetCommand,
    removeVotesCommand,
    undoCommand,
    forgetCommand,
    reportCommand,
    seedCommand,
    completionCommand,
  ]) {
    const command = make(run).copyInheritedSettings(program);
    const examples = (EXAMPLES[command.name()] ?? []).map((line) => `  ${line}`);
    command.showHelpAfterError(`ratings ${command.name()} --help describes its arguments and options.`);
    program.addCommand(command.addHelpText('after', ['', 'Examples:', ...examples].join('\n')));
  }
  return program;
}

/** @param undoing commands that undo the changes made before the error */
function report(error: unknown, signal: AbortSignal, json: boolean, undoing: readonly string[]): number {
  const { message: what, exitCode } = describeError(error, signal);
  const message = [what, ...undoing].join('\n');
  if (json && exitCode !== EXIT.done) process.stderr.write(`${JSON.stringify({ error: { message, exitCode } })}\n`);
  // Commander has printed its own errors.
  else if (!(error instanceof CommanderError)) process.stderr.write(`${message}\n`);
  return exitCode;
}

function describeError(error: unknown, signal: AbortSignal): { message: string; exitCode: number } {
  const { message, stack } = error as Error;
  if (error instanceof CommanderError) {
    return { message: message.replace(/^error: /, ''), exitCode: error.exitCode === 0 ? EXIT.done : EXIT.usage };
  }
  if (signal.aborted) {
    const stopped =
      'Stopped. Every change was made completely or not at all. Run the same command again to do the rest.';
    return { message: stopped, exitCode: EXIT.interrupted };
  }
  if (error instanceof OperatorError) return { message, exitCode: error.exitCode };
  if (error instanceof RatingError)
    return { message, exitCode: error.code.startsWith('invalid_') ? EXIT.usage : EXIT.failed };
  const expected = error instanceof StartError || isOfAws(error);
  return { message: expected ? message : (stack ?? message), exitCode: EXIT.failed };
}

/** Whether AWS or its SDK reported the error: credentials, permissions, a missing table. */
function isOfAws(error: unknown): boolean {
  return typeof error === 'object' && error !== null && ('$metadata' in error || 'tryNextLink' in error);
}
