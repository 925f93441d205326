/** The style sheet of a question that is answered by yes or no. */
export const yesNoStyles = /* css */ `
section {
  gap: 0.5em;
  margin: 0.5em 0 0.2em;
}
span {
  color: inherit !important;
  padding: 0;
}
svg {
  display: none;
}
[part='answer'] {
  align-content: center;
  border: 1px solid color-mix(in srgb, currentColor 55%, transparent);
  border-radius: 0.4em;
  box-sizing: border-box;
  min-block-size: max(2.2em, 100%);
  min-inline-size: 4em;
  padding: 0.2em 1em;
  text-align: center;
}
span:hover [part='answer'] {
  border-color: currentColor;
}
span:has(:checked) [part='answer'] {
  border-color: var(--article-rating-own-color, color-mix(in srgb, #2060ff 62%, currentColor));
  color: var(--article-rating-own-color, color-mix(in srgb, #2060ff 62%, currentColor));
  /* Not bold: bold text is wider. */
  background: color-mix(in srgb, currentColor 12%, transparent);
  box-shadow: inset 0 0 0 2px;
}
@media (forced-colors: active) {
  span:has(:checked) [part='answer'] {
    background: Highlight;
    color: HighlightText;
    forced-color-adjust: none;
  }
}
@media print {
  section {
    display: none;
  }
}
`;
