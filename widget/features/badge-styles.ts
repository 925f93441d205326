/** The style sheet of the badge. */
export const badgeStyles = /* css */ `
:host {
  display: inline-block;
  min-inline-size: calc(var(--article-rating-size, 1.15em) + 3.9em);
  vertical-align: baseline;
}
a {
  color: inherit;
  text-decoration: none;
}
a:hover {
  text-decoration: underline;
}
section {
  margin: 0;
  margin-inline-end: 0.3em;
  vertical-align: -0.2em;
}
span {
  min-block-size: 0;
  min-inline-size: 0;
  padding: 0;
}
svg {
  inline-size: var(--article-rating-size, 1.15em);
}
[part='short'] {
  opacity: 1;
}
/* For screen readers only. */
[part='facts'] {
  clip-path: circle(0);
  block-size: 1px;
  overflow: hidden;
  position: absolute;
  inline-size: 1px;
}
`;
