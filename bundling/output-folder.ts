import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

const dist = join(import.meta.dirname, '../dist');

/**
 * The output folder of a command, empty. A folder below `dist` is emptied; any other one must be empty or absent, so
 * that no file of the user is deleted. Ends the process if the arguments are wrong.
 *
 * @param command the command's name, such as `pack`
 * @param args the command's arguments: at most the folder
 * @param usual the folder below `dist` if no folder is given
 * @returns its absolute path
 */
export function outputFolder(command: string, args: readonly string[], usual: string): string {
  const folder = resolve(givenFolder(command, args) ?? join(dist, usual));
  const ours = folder.startsWith(dist + sep);
  if (!ours && existsSync(folder) && readdirSync(folder).length > 0)
    refuse(`The folder ${folder} is not empty: name a new one, or delete it.`);
  if (ours) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function givenFolder(command: string, args: readonly string[]): string | undefined {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    if (positionals.length <= 1) return positionals[0];
  } catch {
    // An unknown option.
  }
  return refuse(`Usage: npm run ${command} [-- <folder>]`);
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
