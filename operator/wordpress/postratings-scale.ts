import { unserialize } from 'php-serialize';
import { EXIT, OperatorError } from '../operator-error.ts';
import { starsUpTo, UP_AND_DOWN } from './star-scale.ts';
import type { StarScale } from './star-scale.ts';

/**
 * The scale of a site's WP-PostRatings, by its settings: the maximum, and what each rating adds to the score: 1, 2, 3, …, unless the
 * owner wrote something else, such as -1 and 1 for thumbs.
 * @returns undefined if the options are not there, as in a file without the site's options
 * @throws OperatorError if the values are no scale
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
  // Two, four, six and so on are as many stars as one, two and three.
  const isEven = step > 0 && values.every((value, index) => value === step * (index + 1));
  if (!Number.isSafeInteger(most) || most < 1 || !isEven) {
    const message = `WP-PostRatings gives its ${most} ratings the values ${values.join(', ')}, which are no stars. ${GIVE_MAX}`;
    throw new OperatorError(message, { exitCode: EXIT.usage });
  }
  return starsUpTo(step * most);
}

const GIVE_MAX = 'Give --max with the value of the best one, if the others are spread evenly below it.';

interface Settings {
  readonly max: unknown;
  /** By position. PHP's arrays are objects here if they do not begin at 0. */
  readonly values: object | undefined;
}

/** Version 2 keeps in one option what earlier versions keep in two, and deletes these. */
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
    throw new OperatorError(`The option ${name} is not serialized as PHP does it. ${GIVE_MAX}`, {
      exitCode: EXIT.usage,
      cause,
    });
  }
}
