/**
 * Makes a first call to DynamoDB during initialization, so that the first request finds an open connection and compiled
 * code. Lambda initializes functions with a full vCPU; requests get only the share that matches the function's memory.
 */
export async function warmUp(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch {
    // No request waits yet, and a request with the same failure will report it.
  }
}
