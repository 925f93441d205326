/** A number as people read it: `1,234`. */
export function n(count: number): string {
  return count.toLocaleString('en');
}

/** So many of something: `1 vote`, `1,234 votes`. */
export function counted(count: number, one: string): string {
  return `${n(count)} ${one}${count === 1 ? '' : 's'}`;
}
