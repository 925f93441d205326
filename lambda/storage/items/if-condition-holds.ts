/** The answer to a write, or undefined if its condition did not hold. Other errors are thrown. */
export async function ifConditionHolds<Answer>(sent: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await sent;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
