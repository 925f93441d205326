const sheets = new Map<string, CSSStyleSheet>();

/** Adds a style sheet to a widget; all widgets share one. */
export function adopt(root: ShadowRoot, css: string): void {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheets.set(css, (sheet = new CSSStyleSheet()));
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets.push(sheet);
}
