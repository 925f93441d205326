export const CONFIG_PREFIX_SEPARATOR = '.';

/** There is no `~/.aws` in Lambda: what is not in the environment has its default. */
export function loadSharedConfigFiles(): Promise<{ configFile: object; credentialsFile: object }> {
  return Promise.resolve({ configFile: {}, credentialsFile: {} });
}
