/** What an action gives, or what `otherwise` gives where it throws. */
export function attempt<Value>(action: () => Value, otherwise: () => Value): Value {
  try {
    return action();
  } catch {
    return otherwise();
  }
}
