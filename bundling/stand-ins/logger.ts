/** The SDK is given no logger, for whom the original would work out what of each call may be logged. */
export const getLoggerPlugin = () => ({ applyToStack: () => undefined });
export const loggerMiddleware = undefined;
export const loggerMiddlewareOptions = undefined;
