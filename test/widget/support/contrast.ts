type Color = readonly [red: number, green: number, blue: number];

/** Reads what `getComputedStyle` gives for an opaque colour. */
export function parseColor(text: string): Color {
  const [red, green, blue] = [...text.matchAll(/[\d.]+/g)].map(Number);
  if (!text.startsWith('rgb(')) throw new Error(`Not an opaque colour: ${text}`);
  return [red!, green!, blue!];
}

/** The contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: Color, other: Color): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(color: Color): number {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
