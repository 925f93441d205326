/** A statement without comments and semicolon, and the number of its first line, from 1. */
export interface Statement {
  readonly text: string;
  readonly line: number;
  /** Whether a semicolon ends it. */
  readonly ended: boolean;
}

/** Splits streamed SQL into statements in one pass: a dump may contain statements of many megabytes. */
export async function* readStatements(chunks: AsyncIterable<string>): AsyncGenerator<Statement> {
  let buffer = '';
  let text = '';
  let line = 1;
  let first = 0;
  /** The end of the current token: a quote, a comment's end, or nothing in plain code. */
  let until = '';
  const cut = function* (final: boolean): Generator<Statement> {
    let from = 0;
    let at = 0;
    // The last character waits for the next chunk: both together may start or end a token.
    for (const end = final ? buffer.length : buffer.length - 1; at < end; at++) {
      const char = buffer[at] as string;
      if (char === '\n') line++;
      if (until === "'" || until === '"' || until === '`') {
        if (char === '\\' && until !== '`') {
          if (buffer[++at] === '\n') line++;
        } else if (char === until) until = '';
      } else if (until !== '') {
        if (!buffer.startsWith(until, at)) continue;
        at += until.length - 1;
        from = at + 1;
        until = '';
      } else if (char === "'" || char === '"' || char === '`') until = char;
      else if (char === '#' || buffer.startsWith('--', at) || buffer.startsWith('/*', at)) {
        text += buffer.slice(from, at);
        until = char === '/' ? '*/' : '\n';
        if (until === '*/') at++;
      } else if (char === ';') {
        yield { text: text + buffer.slice(from, at), line: first, ended: true };
        text = '';
        first = 0;
        from = at + 1;
      }
      if (first === 0 && until !== '\n' && until !== '*/' && char.trim() !== '' && char !== ';') first = line;
    }
    if (until !== '\n' && until !== '*/') text += buffer.slice(from, at);
    buffer = buffer.slice(at);
  };
  for await (const chunk of chunks) {
    buffer += chunk;
    yield* cut(false);
  }
  yield* cut(true);
  yield { text, line: first, ended: false };
}
