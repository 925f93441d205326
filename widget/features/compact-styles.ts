/** The style sheet of the row of stars and figures. */
export const compactStyles = /* css */ `
fieldset {
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.5em;
  position: relative;
}
/* For screen readers only. */
legend {
  clip-path: circle(0);
  block-size: 1px;
  overflow: hidden;
  position: absolute;
  inline-size: 1px;
}
section {
  margin-block: 0;
}
/* As high as its line, so that its room is known. */
span {
  min-block-size: 24px;
  min-inline-size: 24px;
  padding-block: 0;
}
svg {
  inline-size: var(--article-rating-size, 1.4em);
}
@media (pointer: coarse) {
  /* A finger needs more height than the line has. */
  input {
    block-size: 44px;
    inset-block: calc(50% - 22px) auto;
  }
}
[part='short'] {
  /* Room for figures that have not arrived yet. */
  min-block-size: 1lh;
  min-inline-size: 4em;
  white-space: nowrap;
}
/* For screen readers only, until it is shown: a hidden bubble must not make the page larger. */
[part='bubble'] {
  block-size: 1px;
  box-sizing: border-box;
  display: block;
  inline-size: 1px;
  inset-block: 0 auto;
  inset-inline: 0 auto;
  margin: 0;
  opacity: 0;
  overflow: hidden;
  pointer-events: none;
  position: absolute;
}
[part='bubble'] > div {
  display: grid;
  font-size: 0.9em;
  margin-block-start: 0.3em;
}
[part='bubble'] u {
  display: none;
}
/* A star between two pixels must not lose its tip. */
span > svg {
  overflow: visible;
}
fieldset:hover [part='bubble'],
fieldset:focus-within [part='bubble'],
fieldset:has([part='submit']:not([hidden])) [part='bubble'] {
  /* Above the page, whose layout does not change. */
  background: Canvas;
  block-size: auto;
  border: 1px solid GrayText;
  border-radius: 0.4em;
  color: CanvasText;
  inline-size: max-content;
  inset-block: 100% auto;
  max-inline-size: min(24em, 100vw - 2em);
  min-inline-size: min(100%, 100vw - 2em);
  opacity: 1;
  overflow: visible;
  padding: 0.4em 0.7em 0.6em;
  pointer-events: auto;
  z-index: 1;
}
/* A page may be dark without a color-scheme: only its text colour shows that. */
@supports (color: oklch(from currentColor l c h)) {
  @media (forced-colors: none) {
    fieldset [part='bubble'][part] {
      background: oklch(from currentColor clamp(0.24, (0.62 - l) * 999, 1) 0 0);
      color: inherit;
    }
  }
}
@media print {
  [part='bubble'] {
    display: none;
  }
}
`;
