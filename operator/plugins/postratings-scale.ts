import { EXIT, OperatorError } from '../operator-error.ts';
import { starsUpTo, UP_AND_DOWN } from './star-scale.ts';
import type { StarScale } from './star-scale.ts';

/**
 * The scale of a site's WP-PostRatings, by its options: `postratings_max`, and with `postratings_customrating` the values that
 * the ratings have, which are -1 and 1 for thumbs.
 * @throws OperatorError if the values are not a scale
 */
export function postratingsScale(options: ReadonlyMap<string, string>): StarScale {
  const most = Number(options.get('postratings_max') ?? 5);
  const values = integersIn(options.get('postratings_ratingsvalue') ?? '').slice(0, most);
  const isCustom = options.get('postratings_customrating') === '1';
  if (isCustom && most === 2 && values[0] === -1 && values[1] === 1) return UP_AND_DOWN;
  if (!Number.isSafeInteger(most) || most < 1 || (isCustom && values.some((value, index) => value !== index + 1))) {
    const message = `WP-PostRatings gives its ${most} ratings the values ${values.join(', ')}, which are not stars. Pass --max with the value of the best one, if the others are spread evenly below it.`;
    throw new OperatorError(message, { exitCode: EXIT.usage });
  }
  return starsUpTo(most);
}

/** The values of an array as PHP serializes it: `a:2:{i:0;i:-1;i:1;s:1:"1";}`. */
function integersIn(serialized: string): number[] {
  return [...serialized.matchAll(/i:\d+;(?:i:(-?\d+)|s:\d+:"(-?\d+)");/g)].map(([, plain, quoted]) =>
    Number(plain ?? quoted),
  );
}
