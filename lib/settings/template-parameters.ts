import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import type { CfnParameterProps, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { EMAIL, LABEL, ORIGIN } from './address-patterns.ts';
import type { Settings } from './settings.ts';

export const ASSETS_BUCKET = 'AssetsBucket';

/** Stands in the template until a parameter takes its place. */
export const SOME_EMAIL = 'nobody@example.com';

interface VariableParameter extends CfnParameterProps {
  readonly setting: keyof Settings;
  readonly variable: string;
  readonly allowedPattern: string;
  /** What is said of a value that the pattern refuses. */
  readonly constraintDescription: string;
  /** The value that stands for nothing, if it is not the empty one. */
  readonly none?: string;
}

/** A text, because environment variables are texts, and because CloudFormation's numbers may have fractions. */
const UP_TO_A_MILLION = {
  allowedPattern: '0|[1-9][0-9]{0,5}|1000000',
  constraintDescription: 'must be a whole number from 0 to 1000000',
  none: '0',
};
/** Literal text, optionally followed by `.*` or `.+`: CloudFormation cannot check whether a text is a valid regular expression. */
const ID_PATTERN = String.raw`[^\s\\^$*+?()\[\]{}|]+(\.[*+])?`;

// The lengths leave room for the other variables: Lambda allows 4 KB for all of a function's together.
/** Settings that are only a variable of the function that records votes, and how a template's reader may set them. */
const VARIABLES: Readonly<Record<string, VariableParameter>> = {
  VotersPerNetwork: {
    ...{ setting: 'votersPerNetwork', variable: 'VOTERS_PER_NETWORK', ...UP_TO_A_MILLION },
    description: 'Maximum new voters from one network on one article in a UTC day; 0 for no limit',
  },
  VotersPerNetworkInTotal: {
    ...{ setting: 'votersPerNetworkInTotal', variable: 'VOTERS_PER_NETWORK_IN_TOTAL', ...UP_TO_A_MILLION },
    description: 'Maximum new voters from one network on all articles together in a UTC day; 0 for no limit',
  },
  AllowedOrigins: {
    ...{ setting: 'allowedOrigins', variable: 'ALLOWED_ORIGINS', maxLength: 2_000 },
    allowedPattern: `((?:${ORIGIN})(?: (?:${ORIGIN}))*)?`,
    constraintDescription:
      'must be origins in lower case, with one space between them, without a slash behind and without the default port, such as https://blog.example *.shop.example',
    description: 'Origins whose pages may vote, such as https://blog.example *.shop.example; empty for all',
  },
  ArticleIdPattern: {
    ...{ setting: 'articleIdPattern', variable: 'ARTICLE_ID_PATTERN', maxLength: 500 },
    allowedPattern: String.raw`(${ID_PATTERN}(\|${ID_PATTERN})*)?`,
    constraintDescription: 'must be article IDs with a vertical bar between them, each with or without .* or .+ behind',
    description:
      'Article IDs that may be voted on, separated by vertical bars. A dot stands for any character, and .* at the end for whatever follows: blog.example/.*. Empty for any',
  },
  ProofOfWork: {
    ...{ setting: 'proofOfWork', variable: 'PROOF_OF_WORK', none: '0' },
    allowedPattern: '0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|60000',
    constraintDescription: 'must be a whole number from 0 to 60000',
    description: 'Proof of work for each vote: key derivations on average; 0 for none',
  },
};

/** Parameters for who deploys the template without the CDK; the settings that were given are their defaults. */
export function addParameters(stack: Stack, settings: Settings): void {
  new CfnParameter(stack, ASSETS_BUCKET, {
    description: 'Your bucket, in the region of the stack, with the files of the folder assets',
    allowedPattern: `${LABEL}(?:[.]${LABEL})*`,
    minLength: 3,
    maxLength: 63,
    constraintDescription: 'must be the name of a bucket',
  });
  const variables = stack.node
    .findAll()
    .filter((node) => CfnFunction.isCfnFunction(node))
    .filter(({ environment }) => 'VOTERS_PER_NETWORK' in variablesOf(stack, environment));
  for (const [name, { setting, variable, none, ...props }] of Object.entries(VARIABLES)) {
    const given = settings[setting];
    const value = String(Array.isArray(given) ? given.join(' ') : (given ?? ''));
    // What a parameter could not take stays as it is.
    if (!new RegExp(`^(?:${props.allowedPattern})$`).test(value) || value.length > (props.maxLength ?? Infinity))
      continue;
    const { parameter, isSet } = addParameter(stack, name, { ...props, default: value }, none);
    // A variable that is empty is not the same as none.
    const choice = { 'Fn::If': [isSet.logicalId, { Ref: parameter.logicalId }, { Ref: 'AWS::NoValue' }] };
    for (const each of variables) each.addPropertyOverride(`Environment.Variables.${variable}`, choice);
  }
  addAlarmEmail(stack, settings.alarmEmail);
}

function addAlarmEmail(stack: Stack, email: string | undefined): void {
  const { parameter, isSet } = addParameter(stack, 'AlarmEmail', {
    allowedPattern: `(${EMAIL})?`,
    constraintDescription: 'must be an e-mail address, or empty',
    default: email === SOME_EMAIL ? '' : email,
    description: 'E-mail address for alarms; AWS first asks it to confirm. Empty for none',
  });
  for (const node of stack.node.findAll()) {
    if (node instanceof CfnSubscription) node.endpoint = parameter.valueAsString;
    else if (node instanceof CfnBudget) tellOfBudget(node, parameter.valueAsString);
    else continue;
    node.cfnOptions.condition = isSet;
  }
}

function tellOfBudget(budget: CfnBudget, address: string): void {
  const all = budget.notificationsWithSubscribers as readonly CfnBudget.NotificationWithSubscribersProperty[];
  budget.notificationsWithSubscribers = all.map(({ notification }) => ({
    notification,
    subscribers: [{ subscriptionType: 'EMAIL', address }],
  }));
}

function addParameter(stack: Stack, name: string, props: CfnParameterProps, none = '') {
  const parameter = new CfnParameter(stack, name, props);
  const isEmpty = Fn.conditionEquals(parameter, none);
  return { parameter, isSet: new CfnCondition(stack, `${name}IsSet`, { expression: Fn.conditionNot(isEmpty) }) };
}

function variablesOf(stack: Stack, environment: unknown): object {
  const { variables = {} } = (stack.resolve(environment) ?? {}) as { variables?: object };
  return variables;
}
