/** The result of an action, or of `otherwise` if it throws. */
export function attempt<Value>(action: () => Value, otherwise: () => Value): Value {
  try {
    return action();
  } catch {
    return otherwise();
  }
}
