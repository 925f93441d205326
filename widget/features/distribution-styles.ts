/** The style sheet of the bars below the average. */
export const distributionStyles = /* css */ `
[part='facts'] > *,
[part='facts'] > u > * {
  padding-inline-end: 1.2em;
}
summary {
  cursor: pointer;
  list-style: none;
}
summary::-webkit-details-marker {
  display: none;
}
/* Without a width, so that it never wraps to its own line. */
summary::after {
  content: '▾';
  display: inline-block;
  inline-size: 0;
  text-indent: 0.3em;
}
[open] > summary::after {
  content: '▴';
}
table {
  border-spacing: 0;
  inline-size: 100%;
  margin-block-start: 0.4em;
  max-inline-size: 26em;
}
th,
td {
  font-weight: 400;
  opacity: 0.8;
  padding: 0.15em 0;
  padding-inline-end: 0.7em;
  text-align: start;
  white-space: nowrap;
}
td + td {
  text-align: end;
}
td + td + td {
  padding-inline-end: 0;
}
[part='bar'] {
  background: color-mix(in srgb, currentColor 14%, transparent);
  border-radius: 0.3em;
  display: block;
  fill: var(--article-rating-color, #f9a800);
  block-size: 0.7em;
  inline-size: 100%;
  stroke: none;
}
rect {
  height: 100%;
}
td:first-of-type {
  inline-size: 100%;
  opacity: 1;
}
[part='bar']:dir(rtl) {
  transform: scaleX(-1);
}
details > div {
  container-type: inline-size;
}
/* Too narrow for a row: the bar goes below its numbers. */
@container (width < 20em) {
  tr {
    display: flex;
    flex-wrap: wrap;
  }
  th,
  td {
    white-space: normal;
  }
  td:first-of-type {
    order: 1;
  }
}
@media (forced-colors: active) {
  [part='bar'] {
    border: 1px solid;
    fill: CanvasText;
  }
}
`;
