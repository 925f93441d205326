import { Command } from 'commander';
import { forgetVoter, itemsOf } from '../../lambda/storage/forget-voter.ts';
import type { Outcome, Run, Session } from '../session.ts';
import { voterKey } from '../voter-key.ts';

interface ForgetOptions {
  readonly hash?: boolean;
  readonly yes?: boolean;
}

export function forgetCommand(run: Run): Command {
  return new Command('forget')
    .description('erase everything about a voter: all votes, which leave the tallies with them')
    .argument('<voter>', 'the voter ID, as the voter’s browser keeps it')
    .option('--hash', 'it is the hash by which exports name the voter')
    .option('--yes', 'do it; otherwise only say what would be done')
    .action((voter: string, { hash = false, yes = false }: ForgetOptions, command) => {
      const key = voterKey(voter, hash);
      return run(command as Command, (session) => forget(session, key, yes));
    });
}

export async function forget(session: Session, voter: string, yes: boolean): Promise<Outcome> {
  const { client, table, surroundings } = session;
  if (!yes) {
    const items = (await itemsOf(client, table, voter)).length;
    return { json: { items, done: false }, text: `Would erase ${items} items. Give --yes to do it.` };
  }
  const { votes, others } = await forgetVoter(client, table, voter, surroundings);
  const more = others > 0 ? ` and ${others} other items` : '';
  return { json: { votes, others, done: true }, text: `Erased ${votes} votes${more}. Nothing is left of this voter.` };
}
