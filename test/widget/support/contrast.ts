import type { Locator } from 'playwright-core';

type Color = readonly [red: number, green: number, blue: number];

/** A colour of an element as the screen shows it: a transparent one is blended with the page's background. */
export function paintedColor(
  locator: Locator,
  property: 'color' | 'stroke' | 'outlineColor' | 'backgroundColor',
): Promise<Color> {
  return locator.evaluate((element, name) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    for (let above: Element | null = element; above; above = above.parentElement) {
      context.globalAlpha *= Number(getComputedStyle(above).opacity);
    }
    context.fillStyle = getComputedStyle(element)[name];
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue] as const;
  }, property);
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
