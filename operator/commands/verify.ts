import { Command } from 'commander';
import { parseItem } from '../../lambda/storage/items/parse-item.ts';
import { wrongShards } from '../verify/article-count.ts';
import { repairItem } from '../verify/repair-item.ts';
import type { Finding } from '../verify/wrong-items.ts';
import { inParallel } from '../session/limit-tasks.ts';
import { EXIT } from '../session/operator-error.ts';
import { recount } from '../verify/recount.ts';
import { repairTallies } from '../verify/repair-tallies.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { confirmDifferences } from '../verify/confirm-differences.ts';
import type { Difference } from '../verify/confirm-differences.ts';
import { describeVerified } from '../verify/verify-text.ts';
import type { Verified } from '../verify/verify-text.ts';

export function verifyCommand(run: Run): Command {
  return new Command('verify')
    .description('recount all votes and compare them with the tallies; exit status 1 if anything differs')
    .option(
      '--repair',
      'correct the tallies, and delete foreign shards and votes that cannot be counted; safe during voting',
    )
    .action(({ repair: repairing = false }: { repair?: boolean }, command) =>
      run(command as Command, (session) => verify(session, repairing)),
    );
}

export async function verify(session: Session, repairing: boolean): Promise<Outcome> {
  const { articles, findings, votes, held, imported, seconds } = await recount(session, 'Recounting');
  const suspects = [...articles]
    .map(([articleId, count]) => ({ articleId, count, wrong: wrongShards(count) }))
    .filter(({ wrong }) => wrong !== '')
    .map(({ articleId, count, wrong }): Difference => ({ articleId, votes: count.votes, tally: count.tally, wrong }));
  const outcome = repairing
    ? await repairAll(session, suspects, findings)
    : await confirmDifferences(session, suspects);
  const verified: Verified = {
    articles: articles.size,
    votes,
    held,
    imported,
    votesPerSecond: Math.round(votes / seconds),
    ...outcome,
    findings,
    repaired: repairing,
  };
  return { json: verified, text: describeVerified(verified), exitCode: exitCodeOf(verified) };
}

async function repairAll(session: Session, suspects: readonly Difference[], findings: readonly Finding[]) {
  await inParallel(findings, (finding) => repairItem(session, finding));
  const unsound = findings.flatMap(({ item }) => {
    const parsed = parseItem(item);
    return parsed.kind === 'shard' ? [parsed.shard.articleId] : [];
  });
  const all = [...new Set([...suspects.map(({ articleId }) => articleId), ...unsound])];
  const { repaired, unsettled } = await repairTallies(session, all);
  return { differences: repaired, unsettled };
}

function exitCodeOf({ differences, findings, unsettled, repaired }: Verified): number {
  const lost = findings.some(({ wrong }) => wrong === 'corrupt-import');
  if (repaired) return unsettled.length > 0 || lost ? EXIT.look : EXIT.done;
  return differences.length > 0 || findings.some(({ wrong }) => wrong !== 'foreign-item') ? EXIT.look : EXIT.done;
}
