import type { ArticleId } from '../../lambda/domain/article-id.ts';
import type { Finding } from './wrong-items.ts';
import type { Difference } from './confirm-differences.ts';
import { someOf } from '../terminal/some-of.ts';
import { textTable } from '../terminal/text-table.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

/** Result of a recount. */
export interface Verified {
  readonly articles: number;
  readonly votes: number;
  readonly held: number;
  readonly imported: number;
  readonly votesPerSecond: number;
  readonly differences: readonly Difference[];
  readonly findings: readonly Finding[];
  /** Articles that get votes too often to be verified. */
  readonly unsettled: readonly ArticleId[];
  readonly repaired: boolean;
}

const SHOWN = 50;

export function describeVerified(verified: Verified): string {
  const { articles, votes, held, imported, votesPerSecond, differences, findings, unsettled, repaired } = verified;
  const lines = [
    `Recounted ${n(votes)} votes on ${n(articles)} articles, ${n(votesPerSecond)} a second` +
      (imported > 0 ? `; ${n(imported)} articles have imported totals, which have no votes to recount.` : '.'),
    ...(held > 0 ? [`${n(held)} more votes are held, and are not counted.`] : []),
  ];
  if (differences.length > 0) {
    const rows = differences
      .slice(0, SHOWN)
      .map(({ articleId, ...each }) => [articleId, each.votes.join(' '), each.tally.join(' ')]);
    lines.push('', textTable(['article', 'votes, 1 to 5 stars', repaired ? 'tally was' : 'tally'], rows));
    if (differences.length > SHOWN) lines.push(`… and ${n(differences.length - SHOWN)} more; --json has all.`);
  }
  if (findings.length > 0) {
    lines.push(
      '',
      textTable(
        ['wrong', 'pk', 'sk'],
        findings.slice(0, SHOWN).map(({ wrong, item }) => [wrong, item.pk, item.sk]),
      ),
    );
    if (findings.length > SHOWN) lines.push(`… and ${n(findings.length - SHOWN)} more; --json has all.`);
    if (findings.some(({ wrong }) => wrong === 'foreign-item'))
      lines.push('Items called foreign-item are kept: nothing reads them.');
  }
  lines.push('', conclusion(verified));
  const lost = findings.filter(({ wrong }) => wrong === 'corrupt-import').map(({ item }) => item.pk);
  if (repaired && lost.length > 0)
    lines.push(
      `Imported totals have no votes to recount: the wrong counts of ${someOf(lost, SHOWN)} are now 0. Import these totals again to restore them.`,
    );
  if (unsettled.length > 0) {
    lines.push(
      repaired
        ? `Not settled, because votes kept arriving: ${unsettled.join(', ')}. Run the command again.`
        : `Not settled, because votes arrive too fast: ${unsettled.slice(0, SHOWN).join(', ')}. Run the command again, or with --repair.`,
    );
  }
  return lines.join('\n');
}

function conclusion({ differences, findings, repaired }: Verified): string {
  const wrong = differences.length + findings.filter((finding) => finding.wrong !== 'foreign-item').length;
  if (wrong === 0) return 'Every tally matches its votes.';
  return repaired
    ? `Repaired articles and items: ${wrong}.`
    : `Wrong articles and items: ${wrong}. Run npx ratings verify --repair to correct them.`;
}
