import { Command, Option } from 'commander';
import { forgetVoter, itemsOf } from '../votes/forget-voter.ts';
import type { Forgotten } from '../votes/forget-voter.ts';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { accountKey, hashKey, VOTER_HASH, voterKey } from '../table/voter-key.ts';
import { counted } from '../../lambda/domain/format-numbers.ts';

interface ForgetOptions {
  readonly account?: boolean;
  readonly hash?: boolean;
  readonly yes?: boolean;
}

const OTHERWISE = '. For an account, pass --account; for a hash, pass --hash';

export function forgetCommand(run: Run): Command {
  return new Command('forget')
    .description('permanently erase a voter’s data: all votes, also from the tallies; cannot be undone')
    .argument('<voter>', 'voter ID from the voter’s browser')
    .addOption(new Option('--account', 'the argument is an account (the sub of its tokens)').conflicts('hash'))
    .option('--hash', 'the argument is a voter’s hash from an export')
    .option('--yes', 'make the changes; without it, a dry run')
    .action((voter: string, { account = false, hash = false, yes = false }: ForgetOptions, command) => {
      const key = account ? accountKey(voter) : hash ? hashKey(voter) : voterKey(voter, OTHERWISE);
      return run(command as Command, async (session) => {
        if (!account && !hash) await mustBeNoHash(session, voter, key);
        return forget(session, key, yes);
      });
    });
}

export async function forget(session: Session, voter: string, yes: boolean): Promise<Outcome> {
  const { client, table, clockAndRandom } = session;
  const { votes, others } = yes
    ? await forgetVoter(client, table, voter, clockAndRandom)
    : await whatIsKept(session, voter);
  const what = counted(votes, 'vote') + (others > 0 ? ` and ${counted(others, 'other item')}` : '');
  if (votes + others === 0) {
    const text = 'No votes by this voter. Is the ID complete?';
    return { json: { votes, others, ...(!yes && { items: 0 }), done: yes }, text, exitCode: EXIT.look };
  }
  const text = yes
    ? `Erased ${what}. For two days, the voter's hash stays beside the article IDs, without ratings. Backups, exports and undo files are unchanged.`
    : `Would erase ${what}, permanently. Pass --yes to do it.`;
  return { json: { votes, others, ...(!yes && { items: votes + others }), done: yes }, text };
}

async function whatIsKept({ client, table }: Session, voter: string): Promise<Forgotten> {
  const items = await itemsOf(client, table, voter);
  const votes = items.filter((item) => ['vote', 'held'].includes(parseItem(item).kind)).length;
  return { votes, others: items.length - votes };
}

/**
 * An ID and a hash have the same form, and a request for erasure may contain either.
 * @throws OperatorError if the ID has no votes but is the hash of a voter with votes
 */
async function mustBeNoHash({ client, table }: Session, voter: string, key: string): Promise<void> {
  if (!VOTER_HASH.test(voter) || (await itemsOf(client, table, key)).length > 0) return;
  const items = (await itemsOf(client, table, hashKey(voter))).length;
  if (items === 0) return;
  const message = `No votes by the voter ID ${voter}. In exports, it is the hash of a voter with ${counted(items, 'item')}. Nothing was erased; to erase that voter, pass --hash.`;
  throw new OperatorError(message, { exitCode: EXIT.look });
}
