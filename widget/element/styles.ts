/** The style sheet of the parts that every visitor sees; minified when the widget is built. */
export const styles = /* css */ `
:host {
  display: block;
  overflow-wrap: anywhere;
  text-indent: 0;
}
[hidden],
:host([hidden]) {
  display: none !important;
}
fieldset,
legend,
button {
  all: unset;
}
fieldset {
  display: block;
}
fieldset > div {
  display: grid;
  font-size: 0.9em;
  margin-top: 0.3em;
}
legend {
  font-weight: 600;
  width: 100%;
}
div * {
  grid-area: 1 / 1;
}
u {
  display: contents;
  visibility: hidden;
}
[part='hint'],
bdi {
  opacity: 0.8;
}
/* For screen readers only. */
output {
  height: 1px;
  opacity: 0;
  overflow: hidden;
  position: absolute;
  width: 1px;
}
section {
  display: inline-flex;
  margin: 0.3em -0.25em 0;
  max-width: calc(100% + 0.5em);
  vertical-align: top;
}
span,
button {
  align-content: center;
  min-height: 24px;
  min-width: 24px;
}
span {
  padding: 0.25em;
  box-sizing: border-box;
  position: relative;
  /* Not set on the svg, which keeps its colours in forced-colours mode. */
  color: color-mix(in srgb, var(--article-rating-color, #ff8a00) 65%, currentColor);
}
svg {
  display: block;
  fill: color-mix(in srgb, currentColor 8%, transparent);
  margin: auto;
  max-width: 100%;
  stroke: currentColor;
  stroke-linejoin: round;
  stroke-width: 1.6;
  width: var(--article-rating-size, 2em);
}
span > svg:dir(rtl) {
  transform: scaleX(-1);
}
svg svg {
  color: var(--article-rating-color, #f9a800);
  fill: currentColor;
  stroke: none;
}
@media (forced-colors: active) {
  svg svg {
    color: inherit;
  }
}
input {
  appearance: none;
  cursor: pointer;
  height: 100%;
  inset: 0;
  margin: 0;
  position: absolute;
  width: 100%;
}
button {
  border: 1px solid;
  border-radius: 0.4em;
  cursor: pointer;
  display: inline-block;
  padding: 0 0.8em;
  vertical-align: top;
}
@media (pointer: coarse) {
  span,
  button {
    min-height: 44px;
    min-width: 44px;
  }
}
/* Answers a first tap while the code for votes loads. */
:checked {
  outline: auto;
}
@media print {
  .unread span {
    display: none;
  }
}
`;
