/** How an engine ended, or why it never ran. */
export type Ending =
  | Exit
  | { readonly is: 'locked' }
  | { readonly is: 'refused'; readonly reason: string }
  /** The engine's watchdog was killed, so the engine was ended. */
  | { readonly is: 'unwatched' };

interface Exit {
  readonly is: 'ended';
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of its output. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Describes the ending in a sentence, with the last lines of output if they may explain it. */
export function describeEnding(name: string, ending: Ending): string {
  switch (ending.is) {
    case 'ended':
      return [`${name} ${howOf(ending)}.`, ...lastLines(ending)].join('\n  ');
    case 'locked':
      return `Another process uses the data of ${name}.`;
    case 'refused':
      return ending.reason;
    case 'unwatched':
      return `${name} was stopped because its watchdog process was killed.`;
  }
}

function howOf({ code, signal }: Exit): string {
  return signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`;
}

function lastLines({ code, stderr, stdout }: Exit): string[] {
  const failed = code !== null && code !== 0;
  const lines = linesOf(stderr);
  return (lines.length > 0 || !failed ? lines : linesOf(stdout)).slice(-10);
}

/** The lines without the start message, which does not explain an ending. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !/\blistening on\b/i.test(line));
}
