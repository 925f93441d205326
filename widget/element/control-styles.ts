/** The style sheet of the parts that only voters see. */
export const controlStyles = /* css */ `
:host {
  /* A page's rule for :focus would draw a box around the widget. Stars and buttons have their own outlines. */
  outline: none !important;
}
.news [part='hint'] {
  visibility: hidden;
}
.news output {
  height: auto;
  opacity: 1;
  position: static;
  width: auto;
}
.own span,
.named [part='hint'] {
  color: var(--article-rating-own-color, color-mix(in srgb, #2060ff 62%, currentColor));
  opacity: 1;
}
/* The seam between inside and outline must not show. */
.own svg svg {
  color: inherit;
  stroke: inherit;
}
[part='remove'] {
  border-color: transparent !important;
  opacity: 0.8;
  padding-inline: 0 !important;
  text-decoration: underline;
  text-underline-offset: 0.2em;
}
:checked {
  outline: none;
}
:focus-visible {
  color: inherit;
  border-radius: 0.5em;
  outline: 2px solid;
  outline-offset: -1px;
}
/* Without a border, its ring would touch the text. */
[part='remove']:focus-visible {
  outline-offset: 3px;
}
@media (prefers-reduced-motion: no-preference) {
  span {
    transition: color 0.15s;
  }
  .saved span > svg {
    animation: saved 0.5s;
  }
}
@keyframes saved {
  from {
    filter: drop-shadow(0 0 0.3em);
  }
}
`;
