/** A table with aligned columns. Numbers (cells that begin with a digit or sign, or are a dot) are right-aligned. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  const isNumber = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^(?:[-+]?[\d.,]+%?|·)$/.test(row[column] ?? '')),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat((widths[column] ?? 0) - width(cell));
          return isNumber[column] ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Number of grapheme clusters; double-width scripts are not considered. */
function width(text: string): number {
  return [...segmenter.segment(text)].length;
}

const segmenter = new Intl.Segmenter();
