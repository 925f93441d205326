import { EXIT, OperatorError } from '../session/operator-error.ts';

type Kind = 'votes' | 'totals';

/** The kind of an export that does not match the import, and the remedy. */
const INSTEAD: Readonly<Record<Kind | 'summaries', string>> = {
  votes: 'has votes, not imported totals. Leave out --imported.',
  totals: 'has imported totals, not votes. Pass --imported.',
  summaries: 'has summaries, which cannot be imported. Export votes, or imported totals with --imported.',
};

/**
 * Checks the first row, so that not every line is reported. @throws OperatorError if it is from another kind of export
 */
export function refuseWrongExport(kind: Kind, file: string, row: Readonly<Record<string, unknown>>): void {
  const found = kindOf(row);
  if (found !== undefined && found !== kind)
    throw new OperatorError(`${file} ${INSTEAD[found]}`, { exitCode: EXIT.usage });
}

function kindOf(row: Readonly<Record<string, unknown>>): Kind | 'summaries' | undefined {
  if ('votedAt' in row) return 'votes';
  if (!('s1' in row)) return undefined;
  return 'source' in row ? 'totals' : 'summaries';
}
