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
/* Above the page, whose layout does not change. */
[part='bubble'] {
  background: Canvas;
  border: 1px solid GrayText;
  border-radius: 0.4em;
  box-sizing: border-box;
  color: CanvasText;
  display: block;
  inset: 100% 0 auto;
  margin: 0;
  opacity: 0;
  padding: 0.4em 0.7em 0.6em;
  pointer-events: none;
  position: absolute;
  z-index: 1;
}
[part='bubble'] > div {
  display: grid;
  font-size: 0.9em;
  margin-block-start: 0.3em;
}
[part='bubble'] u {
  display: none;
}
@media (width >= 30rem) {
  [part='bubble'] {
    inline-size: max-content;
    inset-inline-end: auto;
    max-inline-size: 24em;
    min-inline-size: 100%;
  }
}
/* A star between two pixels must not lose its tip. */
span > svg {
  overflow: visible;
}
fieldset:hover [part='bubble'],
fieldset:focus-within [part='bubble'],
fieldset:has([part='submit']:not([hidden])) [part='bubble'] {
  opacity: 1;
  pointer-events: auto;
}
@media print {
  [part='bubble'] {
    display: none;
  }
}
`;
