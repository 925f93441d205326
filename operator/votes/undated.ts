/** `votedAt` for a vote without a time: older than any other, so that the voter's next vote wins. */
export const UNDATED = new Date(0).toISOString();
