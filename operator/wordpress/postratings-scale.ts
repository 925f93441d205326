import { EXIT, OperatorError } from '../operator-error.ts';
import { starsUpTo, UP_AND_DOWN } from './star-scale.ts';
import type { StarScale } from './star-scale.ts';

/**
 * The scale of a site's WP-PostRatings, by its options: `postratings_max`, and `postratings_ratingsvalue`, which is what each
 * rating adds to the score: 1, 2, 3, …, unless the owner wrote something else, such as -1 and 1 for thumbs.
 * @throws OperatorError if the values are no scale
 */
export function postratingsScale(options: ReadonlyMap<string, string>): StarScale {
  const most = Number(options.get('postratings_max') ?? 5);
  const values = integersIn(options.get('postratings_ratingsvalue') ?? '').slice(0, most);
  if (most === 2 && values[0] === -1 && values[1] === 1) return UP_AND_DOWN;
  const [step = 1] = values;
  // Two, four, six and so on are as many stars as one, two and three.
  const isEven = step > 0 && values.every((value, index) => value === step * (index + 1));
  if (!Number.isSafeInteger(most) || most < 1 || !isEven) {
    const message = `WP-PostRatings gives its ${most} ratings the values ${values.join(', ')}, which are no stars. Give --max with the value of the best one, if the others are spread evenly below it.`;
    throw new OperatorError(message, { exitCode: EXIT.usage });
  }
  return starsUpTo(step * most);
}

/** The values of an array as PHP serializes it: `a:2:{i:0;i:-1;i:1;s:1:"1";}`. */
function integersIn(serialized: string): number[] {
  return [...serialized.matchAll(/i:\d+;(?:i:(-?\d+)|s:\d+:"(-?\d+)");/g)].map(([, plain, quoted]) =>
    Number(plain ?? quoted),
  );
}
