import { unserialize } from 'php-serialize';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import { starsUpTo, UP_AND_DOWN } from './star-scale.ts';
import type { StarScale } from './star-scale.ts';

/**
 * The scale of a site's WP-PostRatings from its settings: the maximum, and the score of each rating. Scores are 1, 2,
 * 3, … unless the owner changed them, such as to -1 and 1 for thumbs.
 * @returns undefined if the file does not contain the options
 * @throws OperatorError if the values are not a scale of stars
 */
export function postratingsScale(options: ReadonlyMap<string, string>): StarScale | undefined {
  const settings = settingsIn(options);
  if (settings === undefined) return undefined;
  const most = Number(settings.max);
  const values = Object.values({ ...settings.values })
    .map(Number)
    .slice(0, most);
  if (most === 2 && values[0] === -1 && values[1] === 1) return UP_AND_DOWN;
  const [step = 1] = values;
  // 2, 4, 6, … are equivalent to 1, 2, 3, …
  const isEven = step > 0 && values.every((value, index) => value === step * (index + 1));
  if (!Number.isSafeInteger(most) || most < 1 || !isEven) {
    const message = `WP-PostRatings gives its ${most} ratings the values ${values.join(', ')}, which cannot be converted to stars. ${GIVE_MAX}`;
    throw new OperatorError(message, { exitCode: EXIT.usage });
  }
  return starsUpTo(step * most);
}

const GIVE_MAX = 'If the values are evenly spaced, pass the highest one as --max.';

interface Settings {
  readonly max: unknown;
  /** Values by position; an object if the PHP array does not begin at 0. */
  readonly values: object | undefined;
}

/** Version 2 stores one option in place of the two of earlier versions, which it deletes. */
function settingsIn(options: ReadonlyMap<string, string>): Settings | undefined {
  const since2 = 'wp_postratings_options';
  if (options.has(since2)) {
    const { max, ratings } = read(options, since2) as { max?: unknown; ratings?: { value?: object } };
    return { max, values: ratings?.value };
  }
  const max = options.get('postratings_max');
  if (max === undefined) return undefined;
  const values = 'postratings_ratingsvalue';
  return { max, values: options.has(values) ? read(options, values) : undefined };
}

function read(options: ReadonlyMap<string, string>, name: string): object {
  try {
    return unserialize(options.get(name) ?? '') as object;
  } catch (cause) {
    throw new OperatorError(`The option ${name} is not in PHP's serialization format. ${GIVE_MAX}`, {
      exitCode: EXIT.usage,
      cause,
    });
  }
}
