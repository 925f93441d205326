export default {
  singleQuote: true,
  printWidth: 120,
  // Prose is read in narrower windows than code.
  overrides: [{ files: ['*.md', 'docs/recipes/**'], options: { printWidth: 100, proseWrap: 'always' } }],
};
