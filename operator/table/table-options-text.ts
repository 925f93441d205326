import type { Command } from 'commander';
import type { TableOptions } from './find-table.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** The options that name the table, for suggested commands; empty if the environment names it. */
export function tableOptionsText(command: Command): string {
  const { stack, table, local = false, region, profile } = command.optsWithGlobals<TableOptions>();
  const named = { stack, table, region, profile };
  const words = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [` --${name} ${shellWord(value)}`],
  );
  return words.join('') + (local ? ' --local' : '');
}
