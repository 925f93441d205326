import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import type { CfnParameterProps, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { RecordVoteFunction } from './functions/record-vote-function.ts';
import { voteVariables, type VoteSetting } from './functions/vote-environment.ts';
import { EMAIL, LABEL, ORIGIN } from './settings/address-patterns.ts';
import type { Settings } from './settings/settings.ts';

export const ASSETS_BUCKET = 'AssetsBucket';

/** Placeholder that a parameter of the template replaces. */
export const SOME_EMAIL = 'nobody@example.com';

interface VariableParameter extends CfnParameterProps {
  readonly setting: VoteSetting;
  readonly allowedPattern: string;
  /** The error text for a value that the pattern refuses. */
  readonly constraintDescription: string;
  /** The value that turns the setting off, if it is not the empty text. */
  readonly none?: string;
}

/** A text parameter, because environment variables are texts and CloudFormation's numbers may have fractions. */
const UP_TO_A_MILLION = {
  allowedPattern: '0|[1-9][0-9]{0,5}|1000000',
  constraintDescription: 'must be a whole number from 0 to 1000000',
  none: '0',
};
/**
 * Literal text, optionally followed by `.*` or `.+`: CloudFormation cannot check whether a text is a valid regular
 * expression.
 */
const ID_PATTERN = String.raw`[^\s\\^$*+?()\[\]{}|]+(\.[*+])?`;

// The lengths leave room for other variables: Lambda allows 4 KB of environment per function.
/** Parameters of the template for settings that are only environment variables of the vote function. */
const VARIABLES: Readonly<Record<string, VariableParameter>> = {
  VotersPerNetwork: {
    ...{ setting: 'votersPerNetwork', ...UP_TO_A_MILLION },
    description: 'Maximum new voters from one network on one article in a UTC day; 0 for no limit',
  },
  VotersPerNetworkInTotal: {
    ...{ setting: 'votersPerNetworkInTotal', ...UP_TO_A_MILLION },
    description: 'Maximum new voters from one network on all articles together in a UTC day; 0 for no limit',
  },
  AllowedOrigins: {
    ...{ setting: 'allowedOrigins', maxLength: 2_000 },
    allowedPattern: `((?:${ORIGIN})(?: (?:${ORIGIN}))*)?`,
    constraintDescription:
      'must be origins in lower case, separated by one space, without a trailing slash or the default port, such as https://blog.example *.shop.example',
    description: 'Origins whose pages may vote, such as https://blog.example *.shop.example; empty for all',
  },
  ArticleIdPattern: {
    ...{ setting: 'articleIdPattern', maxLength: 500 },
    allowedPattern: String.raw`(${ID_PATTERN}(\|${ID_PATTERN})*)?`,
    constraintDescription: 'must be article IDs separated by vertical bars, each optionally followed by .* or .+',
    description:
      'Article IDs that may receive votes, separated by vertical bars. A dot matches any character, and .* at the end matches any text, as in blog.example/.* (empty for all)',
  },
  ProofOfWork: {
    ...{ setting: 'proofOfWork', none: '0' },
    allowedPattern: '0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|60000',
    constraintDescription: 'must be a whole number from 0 to 60000',
    description: 'Proof of work for each vote: key derivations on average; 0 for none',
  },
};

/** Adds parameters for deploying the template without the CDK; their defaults are the given settings. */
export function addParameters(stack: Stack, settings: Settings): void {
  new CfnParameter(stack, ASSETS_BUCKET, {
    description: "Your bucket with the files of the folder assets, in the stack's region",
    allowedPattern: `${LABEL}(?:[.]${LABEL})*`,
    minLength: 3,
    maxLength: 63,
    constraintDescription: 'must be the name of a bucket',
  });
  const functions = stack.node
    .findAll()
    .filter((node) => node instanceof RecordVoteFunction)
    .map(({ handler }) => handler.node.defaultChild as CfnFunction);
  for (const [name, { setting, none, ...props }] of Object.entries(VARIABLES)) {
    const given = settings[setting];
    const value = String(Array.isArray(given) ? given.join(' ') : (given ?? ''));
    // A setting whose value the parameter would refuse gets no parameter.
    if (!new RegExp(`^(?:${props.allowedPattern})$`).test(value) || value.length > (props.maxLength ?? Infinity))
      continue;
    const { parameter, isSet } = addParameter(stack, name, { ...props, default: value }, none);
    // An empty variable differs from an absent one.
    const choice = { 'Fn::If': [isSet.logicalId, { Ref: parameter.logicalId }, { Ref: 'AWS::NoValue' }] };
    const variable = `Environment.Variables.${voteVariables[setting]}`;
    for (const each of functions) each.addPropertyOverride(variable, choice);
  }
  addAlarmEmail(stack, settings.alarmEmail);
}

function addAlarmEmail(stack: Stack, email: string | undefined): void {
  const { parameter, isSet } = addParameter(stack, 'AlarmEmail', {
    allowedPattern: `(${EMAIL})?`,
    constraintDescription: 'must be an e-mail address, or empty',
    default: email === SOME_EMAIL ? '' : email,
    description: 'E-mail address for alarms; AWS sends it a confirmation e-mail first. Empty for none',
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
