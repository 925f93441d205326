/** The functions ask for one attempt a call, since the store knows better what a failure means: these are never more than named. */
export const RETRY_MODES = { STANDARD: 'standard', ADAPTIVE: 'adaptive' };
export const DEFAULT_RETRY_MODE = RETRY_MODES.STANDARD;
export const Retry = { v2026: false };
export const NODE_MAX_ATTEMPT_CONFIG_OPTIONS = { environmentVariableSelector: () => 1 };
export const NODE_RETRY_MODE_CONFIG_OPTIONS = { environmentVariableSelector: () => DEFAULT_RETRY_MODE };

export function resolveRetryConfig<Config extends { maxAttempts?: unknown }>(config: Config): Config {
  if (config.maxAttempts !== 1) {
    throw new Error('This bundle makes one attempt a call: docs/adr/0011-sdk-trimmed-at-build-time.md.');
  }
  return config;
}

interface Stack {
  add(middleware: (next: unknown) => unknown, options: object): void;
}

/** Does nothing, but is there, for others are placed after it. */
export const getRetryPlugin = () => ({
  applyToStack: (stack: Stack) =>
    stack.add((next) => next, { name: 'retryMiddleware', step: 'finalizeRequest', priority: 'high' }),
});
