import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import type { CfnParameterProps, Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import type { Settings } from './settings.ts';

export const ASSETS_BUCKET = 'AssetsBucket';

/** Stands in the template until a parameter takes its place. */
export const SOME_EMAIL = 'nobody@example.com';

interface VariableParameter extends CfnParameterProps {
  readonly setting: keyof Settings;
  readonly variable: string;
  readonly allowedPattern: string;
}

/** As text, for a variable is one; CloudFormation's numbers may have fractions. */
const UP_TO_A_MILLION = '[0-9]{1,6}|1000000';
const ORIGIN = String.raw`(https?://[a-z0-9.:-]+|\*\.[a-z0-9.-]+)`;
/** Text, with or without any more behind it: of whole regular expressions CloudFormation cannot tell whether they are any. */
const ID_PATTERN = String.raw`[A-Za-z0-9_~:/.-]+(\.\*)?`;

/** Settings that are only a variable of the function that records votes, and how a template's reader may set them. */
const VARIABLES: Readonly<Record<string, VariableParameter>> = {
  VotersPerNetwork: {
    ...{ setting: 'votersPerNetwork', variable: 'VOTERS_PER_NETWORK', allowedPattern: UP_TO_A_MILLION },
    description: 'New voters of one network that count on one article in a UTC day. 0: any number',
  },
  VotersPerNetworkInTotal: {
    ...{ setting: 'votersPerNetworkInTotal', variable: 'VOTERS_PER_NETWORK_IN_TOTAL', allowedPattern: UP_TO_A_MILLION },
    description: 'New voters of one network that count on all articles together in a UTC day. 0: any number',
  },
  AllowedOrigins: {
    ...{ setting: 'allowedOrigins', variable: 'ALLOWED_ORIGINS', allowedPattern: `(${ORIGIN}( ${ORIGIN})*)?` },
    description:
      'Origins whose pages may vote, separated by spaces, such as https://blog.example *.shop.example. Empty: all',
  },
  ArticleIdPattern: {
    ...{ setting: 'articleIdPattern', variable: 'ARTICLE_ID_PATTERN', maxLength: 500 },
    allowedPattern: String.raw`(${ID_PATTERN}(\|${ID_PATTERN})*)?`,
    description:
      'Article IDs that may be voted on, separated by |; .* at the end of one stands for anything: blog.example/.*|about. Empty: any',
  },
  ProofOfWork: {
    ...{ setting: 'proofOfWork', variable: 'PROOF_OF_WORK', allowedPattern: '[0-9]{1,4}|[1-5][0-9]{4}|60000' },
    description: 'Key derivations that each vote costs its voter on average. 0: none',
  },
};

/** Parameters for who deploys the template without the CDK; the settings that were given are their defaults. */
export function addParameters(stack: Stack, settings: Settings): void {
  new CfnParameter(stack, ASSETS_BUCKET, {
    description: 'Your bucket, in the region of this stack, with the files of the folder assets',
    allowedPattern: '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]',
  });
  const variables = stack.node
    .findAll()
    .filter((node) => CfnFunction.isCfnFunction(node))
    .filter(({ environment }) => 'VOTERS_PER_NETWORK' in variablesOf(stack, environment));
  for (const [name, { setting, variable, ...props }] of Object.entries(VARIABLES)) {
    const given = settings[setting];
    const value = String(Array.isArray(given) ? given.join(' ') : (given ?? ''));
    // A pattern that a parameter could not take stays as it is.
    if (!new RegExp(`^(?:${props.allowedPattern})$`).test(value)) continue;
    const { parameter, isSet } = addParameter(stack, name, { ...props, default: value });
    // A variable that is empty is not the same as none.
    const choice = { 'Fn::If': [isSet.logicalId, { Ref: parameter.logicalId }, { Ref: 'AWS::NoValue' }] };
    for (const each of variables) each.addPropertyOverride(`Environment.Variables.${variable}`, choice);
  }
  addAlarmEmail(stack, settings.alarmEmail);
}

function addAlarmEmail(stack: Stack, email: string | undefined): void {
  const { parameter, isSet } = addParameter(stack, 'AlarmEmail', {
    allowedPattern: String.raw`([^\s@]+@[^\s@]+\.[^\s@]+)?`,
    default: email === SOME_EMAIL ? '' : email,
    description: 'E-mail address for alarms, which must be confirmed. Empty: none',
  });
  for (const node of stack.node.findAll()) {
    if (!(node instanceof CfnSubscription)) continue;
    node.endpoint = parameter.valueAsString;
    node.cfnOptions.condition = isSet;
  }
}

function addParameter(stack: Stack, name: string, props: CfnParameterProps) {
  const parameter = new CfnParameter(stack, name, props);
  const isEmpty = Fn.conditionOr(Fn.conditionEquals(parameter, ''), Fn.conditionEquals(parameter, '0'));
  return { parameter, isSet: new CfnCondition(stack, `${name}IsSet`, { expression: Fn.conditionNot(isEmpty) }) };
}

function variablesOf(stack: Stack, environment: unknown): object {
  const { variables = {} } = (stack.resolve(environment) ?? {}) as { variables?: object };
  return variables;
}
