interface Parameters {
  readonly [name: string]: { readonly Description?: string };
}

/** Section for a template whose table is deleted with its stack. */
const WITHOUT_DATA = `
**This template keeps no data: when you delete the stack, you delete its table and all votes.**

\`\`\`
aws cloudformation delete-stack --stack-name ArticleRating
aws cloudformation wait stack-delete-complete --stack-name ArticleRating
aws s3 rb --force s3://$BUCKET
\`\`\`
`;

/**
 * The README of a standalone template: `docs/shipped/template.md` with the template's parameters and the rule for its
 * data.
 * @param page the text of docs/shipped/template.md
 */
export function templateReadme(page: string, parameters: Parameters, keepsData: boolean): string {
  const list = Object.entries(parameters).map(
    ([name, { Description = '' }]) => `- \`${name}\`: ${Description.replaceAll('*', '\\*')}`,
  );
  const described = between(page, 'parameters', `\n${list.join('\n')}\n`);
  return keepsData ? described : between(described, 'data', WITHOUT_DATA);
}

function between(page: string, what: string, text: string): string {
  const [begin, end] = [`<!-- ${what} -->\n`, `\n<!-- end of ${what} -->`];
  const [before, rest] = page.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The page has no place for ${what}.`);
  return `${before}${begin}${text}${end}${after}`;
}
