import { Command } from 'commander';
import type { Run } from '../session/session.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { undoChange } from '../undo/undo-change.ts';

interface UndoCommandOptions {
  readonly dryRun?: boolean;
  readonly includeExpired?: boolean;
}

export function undoCommand(run: Run): Command {
  return new Command('undo')
    .description('undo an earlier command, except for votes and totals that changed since')
    .argument('<id>', 'ID that the command printed')
    .option('--dry-run', 'write nothing; show what would be undone')
    .option('--include-expired', 'also restore votes that their voters may have withdrawn since')
    .action((id: string, { dryRun = false, includeExpired = false }: UndoCommandOptions, command: Command) =>
      run(command, (session) => undoChange(session, id, dryRun, tableOptionsText(command), includeExpired)),
    );
}
