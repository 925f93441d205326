interface Selectors<T> {
  readonly environmentVariableSelector: (environment: NodeJS.ProcessEnv, options: object) => T | undefined;
  readonly default: T | (() => Promise<T>) | undefined;
}

/**
 * A setting from the environment, else its default: there is no `~/.aws` in Lambda. The original comes to the same by way of two
 * errors, each with its stack, for each setting that has its default.
 */
export function loadConfig<T>({ environmentVariableSelector: select, default: byDefault }: Selectors<T>, options = {}) {
  let value: Promise<T | undefined> | undefined;
  const load = async () => select(process.env, options) ?? (byDefault instanceof Function ? byDefault() : byDefault);
  return () => (value ??= load());
}
