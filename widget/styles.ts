/** The style sheet; minified when the widget is built. */
export const styles = /* css */ `
[hidden],
:host([hidden]) {
  display: none !important;
}
fieldset,
legend,
button {
  all: unset;
}
:host,
fieldset,
output {
  display: block;
}
.waiting,
p::after {
  visibility: hidden;
}
legend {
  font-weight: 600;
  width: 100%;
}
[part='stars'] {
  color: var(--article-rating-color, light-dark(#d06c00, #ffb938));
}
.preview,
input {
  color: var(--article-rating-own-color, light-dark(#2450c5, #9dbcff));
}
span {
  display: inline-grid;
  place-items: center;
  vertical-align: top;
}
input,
button {
  cursor: pointer;
  min-height: 24px;
  min-width: 24px;
}
span > svg {
  fill: none;
  grid-area: 1 / 1;
  margin: 0.3em 0.15em;
  stroke: currentColor;
  stroke-linejoin: round;
  stroke-width: 2;
  width: var(--article-rating-size, 2.25em);
}
span:dir(rtl) > svg {
  scale: -1 1;
}
input {
  appearance: none;
  grid-area: 1 / 1;
  height: 100%;
  margin: 0;
  width: 100%;
  z-index: 1;
}
input:checked {
  border-bottom: 3px solid;
}
:focus-visible {
  border-radius: 0.5em;
  outline: 3px solid;
}
p {
  display: grid;
  margin: 0;
}
bdi,
p::after {
  grid-area: 1 / 1;
}
/* The longest text keeps the room, so that nothing moves when the summary arrives. */
p::after {
  content: attr(data-none);
}
button {
  border: 1px solid;
  border-radius: 0.5em;
  margin-top: 0.5em;
  padding: 0.2em 0.8em;
}
@media (pointer: coarse) {
  input,
  button {
    min-height: 44px;
    min-width: 44px;
  }
}
`;
