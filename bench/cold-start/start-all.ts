import type { FunctionName } from '../../test/support/synthesized-function.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { prepareColdStarts } from './prepare-cold-starts.ts';
import type { Start } from './prepare-cold-starts.ts';
import { buildVariants } from './variants.ts';
import type { Variant } from './variants.ts';

/** All starts of each variant and of `empty`, by name, in the order of the rounds. */
export type Starts = ReadonlyMap<string, readonly Start[]>;

/**
 * Starts all variants in turn, each in a fresh process, so that other load on the machine affects all alike. Each round
 * begins with another variant, so that each is first equally often.
 * @param buildOthers builds other functions to start, and returns their folders by name
 */
export async function startAll(
  name: FunctionName,
  variants: readonly Variant[],
  rounds: number,
  buildOthers: (folder: string) => Promise<Map<string, string>> = () => Promise.resolve(new Map<string, string>()),
): Promise<Starts> {
  using folder = temporaryFolder();
  const folders = [...(await buildVariants(folder.path, variants)), ...(await buildOthers(folder.path))];
  await using coldStarts = await prepareColdStarts();
  const starts = new Map(folders.map(([variant]) => [variant, [] as Start[]]));
  for (let round = 0; round < rounds; round++) {
    const first = round % folders.length;
    for (const [variant, home] of [...folders.slice(first), ...folders.slice(0, first)])
      starts.get(variant)?.push(await coldStarts.start(home, name));
  }
  return starts;
}

/** Time of each round above the empty handler's in the same round. */
export function aboveEmpty(starts: Starts, variant: string, measure: (start: Start) => number): number[] {
  const empty = starts.get('empty') ?? [];
  return (starts.get(variant) ?? []).map((start, round) => measure(start) - measure(empty[round] as Start));
}

/** Ratio of two variants in each round, both above the empty handler. */
export function ratios(starts: Starts, variant: string, to: string, measure: (start: Start) => number): number[] {
  const floor = aboveEmpty(starts, to, measure);
  return aboveEmpty(starts, variant, measure).map((value, round) => value / (floor[round] as number));
}
