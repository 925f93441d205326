import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { StartError } from '../errors/start-error.ts';

/** Prefix of the settings' names, as for `cdk deploy`. */
const prefix = 'article-rating:';

const afterwards = `
Settings are those of cdk.json, and apply to this run only. docs/settings.md describes them.

Environment:
  PORT                       where to listen on 127.0.0.1 (8787)
  DATA_DIR                   the folder that keeps the data (.data)
  AWS_ENDPOINT_URL_DYNAMODB  a running DynamoDB to use instead of starting one

Example: npm start -- -c ${prefix}proofOfWork=500`;

/** Settings by their names without the prefix. */
export type GivenSettings = Readonly<Record<string, string>>;

/**
 * Reads the arguments of `npm start -- …`.
 *
 * @returns undefined after `--help`, whose text goes to `print`
 * @throws {StartError} if the arguments are not valid
 */
export function readCommandLine(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: (text: string) => void,
): GivenSettings | undefined {
  refuseWhatNpmTook(environment);
  const program = new Command('npm start --')
    .description('Runs the whole system on this machine, until Ctrl-C.')
    .option('-c, --context <setting=value>', 'a setting, with its prefix; any number of times', addSetting)
    .addHelpText('after', afterwards)
    .allowExcessArguments(false)
    .configureOutput({ writeOut: print, writeErr: () => undefined })
    .exitOverride();
  try {
    return program.parse(args, { from: 'user' }).opts<{ context?: GivenSettings }>().context ?? {};
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    const message = error.message.replace(/^error: /, '');
    throw new StartError(`${message}\nSee npm start -- --help for options.`, { cause: error });
  }
}

function addSetting(given: string, before: GivenSettings = {}): GivenSettings {
  const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
  if (key === '')
    throw new InvalidArgumentError(`It must be a setting and its value, such as ${prefix}proofOfWork=500.`);
  if (!key.startsWith(prefix)) {
    throw new InvalidArgumentError(`Settings begin with ${prefix} - did you mean ${prefix}${key.replace(/^.*:/, '')}?`);
  }
  return { ...before, [key.slice(prefix.length)]: value };
}

/** Without `--`, npm consumes the options and passes none to this program. */
function refuseWhatNpmTook(environment: NodeJS.ProcessEnv): void {
  if (environment['npm_lifecycle_event'] !== 'start') return;
  const taken = [environment['npm_config_call'], environment['npm_config_context']].filter(Boolean);
  if (taken.length === 0) return;
  throw new StartError(
    `npm consumed ${taken.join(' and ')}. Put -- before options: npm start -- -c ${prefix}proofOfWork=500`,
  );
}
