import { Command } from 'commander';
import { EXIT } from '../session/operator-error.ts';
import { moment, rangeText, wholeNumber } from '../terminal/options.ts';
import type { Outcome, Run, Session } from '../session/session.ts';
import { findSuspects } from '../../lambda/domain/suspects/find-suspects.ts';
import { readVoteHours } from '../suspects/read-vote-hours.ts';
import { suspectSentence } from '../../lambda/domain/suspects/suspect-sentence.ts';
import { holdCommandFor } from '../suspects/command-to-hold.ts';
import { tableOptionsText } from '../table/table-options-text.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

interface SuspectsOptions {
  readonly since?: string;
  readonly limit: number;
}

const ABOUT = `
Finds periods in which an article got many more votes than usual, nearly all with one star, with one or two stars, or with five stars, unlike its other votes. A suspicion is not proof: check with ratings timeline before you hold votes. docs/suspects.md has the error rates.`;

export function suspectsCommand(run: Run): Command {
  return new Command('suspects')
    .description('find stuffed votes: article, time, reason, and the command that holds the votes')
    .option('--since <time>', 'only suspects that ended after this date or time, in UTC', moment)
    .option('-n, --limit <n>', 'maximum number of suspects', wholeNumber, 20)
    .addHelpText('after', ABOUT)
    .action((options: SuspectsOptions, command: Command) =>
      run(command, (session) => suspects(session, options, tableOptionsText(command))),
    );
}

/** @param where the options that name the table, for the commands that it prints */
export async function suspects(session: Session, { since = '', limit }: SuspectsOptions, where = ''): Promise<Outcome> {
  const hours = await readVoteHours(session);
  const found = findSuspects(hours).filter(({ to }) => to > since);
  const listed = found.slice(0, limit).map((suspect) => ({
    ...suspect,
    why: suspectSentence(suspect),
    hold: holdCommandFor(suspect, where),
  }));
  const texts = listed.map(({ articleId, from, to, why, hold }) =>
    [articleId, `  ${rangeText(from, to)}`, `  ${why}`, `  ${hold}`].join('\n'),
  );
  const more = found.length - listed.length;
  const times = rangeText(since === '' ? undefined : since, undefined);
  const nothing = `Nothing suspicious on ${n(hours.size)} articles${times && `, ${times}`}.`;
  return {
    json: { articles: hours.size, since: since === '' ? null : since, found: found.length, suspects: listed },
    text: [
      ...(found.length === 0 ? [nothing] : texts),
      ...(more > 0 ? [`… and ${n(more)} more: --limit ${found.length}.`] : []),
    ].join('\n\n'),
    exitCode: found.length > 0 ? EXIT.look : EXIT.done,
  };
}
