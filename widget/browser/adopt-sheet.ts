const sheets: Record<string, CSSStyleSheet> = {};

/** Adds a style sheet to a widget; all widgets share one. */
export function adopt(root: ShadowRoot, css: string): void {
  if (!sheets[css]) (sheets[css] = new CSSStyleSheet()).replaceSync(css);
  root.adoptedStyleSheets.push(sheets[css]);
}
