/** The style sheet of the content after a vote. */
export const afterVoteStyles = /* css */ `
[part='after'] {
  display: block;
  margin-block-start: 0.8em;
}
/* Stands where the page aligns its text. */
form {
  display: inline-block;
  font-size: 0.9em;
  inline-size: 100%;
  max-inline-size: 32em;
}
label {
  display: block;
}
textarea,
form > button {
  margin-block-start: 0.4em;
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
