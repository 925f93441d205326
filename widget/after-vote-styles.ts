/** The style sheet of the content after a vote. */
export const afterVoteStyles = /* css */ `
[part='after'] {
  display: block;
  margin-block-start: 0.8em;
}
form {
  display: grid;
  font-size: 0.9em;
  gap: 0.4em;
  max-inline-size: 32em;
  text-align: start;
}
form > * {
  grid-area: auto;
}
form > button {
  justify-self: start;
  text-align: center;
}
[part='received'] {
  font-size: 0.9em;
  height: auto;
  opacity: 1;
  position: static;
  width: auto;
}
textarea {
  background: transparent;
  border: 1px solid;
  border-radius: 0.4em;
  box-sizing: border-box;
  color: inherit;
  font: inherit;
  inline-size: 100%;
  padding: 0.4em 0.6em;
}
`;
