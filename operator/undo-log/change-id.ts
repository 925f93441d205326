import type { ClockAndRandom } from '../../lambda/domain/clock-and-random.ts';

/** A new ID of a change for its undo, such as `20261125-023100-x7q2`. */
export function changeId({ now, random }: Pick<ClockAndRandom, 'now' | 'random'>): string {
  const at = new Date(now()).toISOString();
  const chance = Math.floor(random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0');
  return `${at.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${chance}`;
}
