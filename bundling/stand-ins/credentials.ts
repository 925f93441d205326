/** Lambda hands a function its credentials in the environment; the chain of other sources is 136 kB that never runs. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
