/** The first `most` items, separated by commas, and an ellipsis for the others. */
export function someOf(items: readonly string[], most: number): string {
  return items.slice(0, most).join(', ') + (items.length > most ? ', …' : '');
}
