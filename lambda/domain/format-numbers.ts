/** A number with thousands separators: `1,234`. */
export function n(count: number): string {
  return count.toLocaleString('en');
}

/** An average with two decimals: `4.29`. */
export function averageText(average: number): string {
  return average.toFixed(2);
}

/** A number with its noun in the singular or plural: `1 vote`, `1,234 votes`. */
export function counted(count: number, one: string): string {
  return `${n(count)} ${one}${count === 1 ? '' : 's'}`;
}
