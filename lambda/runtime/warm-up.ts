/**
 * Has a first call of DynamoDB made while the function is initialised: Lambda gives that a whole processor, and requests only the
 * share that goes with the function's memory. The first request then finds the connection open and the code for it compiled.
 */
export async function warmUp(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch {
    // No request waits yet, and a request with the same failure will report it.
  }
}
