/** `votedAt` for a vote without a time: older than any other, so that whatever the voter says next wins. */
export const UNDATED = new Date(0).toISOString();
