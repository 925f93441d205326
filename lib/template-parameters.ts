import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import type { CfnParameterProps, Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Settings } from './settings.ts';

export const ASSETS_BUCKET = 'AssetsBucket';

/** Settings that are only a variable of the function that records votes, and how a template's reader may set them. */
const VARIABLES: Readonly<
  Record<string, CfnParameterProps & { readonly setting: keyof Settings; readonly variable: string }>
> = {
  VotersPerNetwork: {
    ...{
      setting: 'votersPerNetwork',
      variable: 'VOTERS_PER_NETWORK',
      type: 'Number',
      minValue: 0,
      maxValue: 1_000_000,
    },
    description: 'New voters of one network that count on one article in a UTC day. 0: any number',
  },
  VotersPerNetworkInTotal: {
    ...{ setting: 'votersPerNetworkInTotal', variable: 'VOTERS_PER_NETWORK_IN_TOTAL' },
    ...{ type: 'Number', minValue: 0, maxValue: 1_000_000 },
    description: 'New voters of one network that count on all articles together in a UTC day. 0: any number',
  },
  AllowedOrigins: {
    ...{ setting: 'allowedOrigins', variable: 'ALLOWED_ORIGINS' },
    allowedPattern: String.raw`((https?://[a-z0-9.:-]+|\*\.[a-z0-9.-]+)( (https?://[a-z0-9.:-]+|\*\.[a-z0-9.-]+))*)?`,
    description:
      'Origins whose pages may vote, separated by spaces, such as https://blog.example *.shop.example. Empty: all',
  },
  ArticleIdPattern: {
    ...{ setting: 'articleIdPattern', variable: 'ARTICLE_ID_PATTERN', maxLength: 500 },
    description:
      'A regular expression in RE2 syntax that the whole of an article ID must match to be voted on. Empty: any',
  },
  ProofOfWork: {
    ...{ setting: 'proofOfWork', variable: 'PROOF_OF_WORK', type: 'Number', minValue: 0, maxValue: 60_000 },
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
    const parameter = new CfnParameter(stack, name, {
      ...props,
      default: Array.isArray(given) ? given.join(' ') : (given ?? ''),
    });
    // A variable that is empty is not the same as none.
    const isSet = new CfnCondition(stack, `${name}IsSet`, {
      expression: Fn.conditionNot(
        Fn.conditionOr(Fn.conditionEquals(parameter, ''), Fn.conditionEquals(parameter, '0')),
      ),
    });
    const value = { 'Fn::If': [isSet.logicalId, { Ref: parameter.logicalId }, { Ref: 'AWS::NoValue' }] };
    for (const each of variables) each.addPropertyOverride(`Environment.Variables.${variable}`, value);
  }
}

function variablesOf(stack: Stack, environment: unknown): object {
  const { variables = {} } = (stack.resolve(environment) ?? {}) as { variables?: object };
  return variables;
}
