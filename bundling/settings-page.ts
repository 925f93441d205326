import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { settingsPrefix } from '../lib/settings/read-settings.ts';
import { settingRules } from '../lib/settings/setting-rules.ts';
import type { Settings } from '../lib/settings/settings.ts';

const HEAD = `# Settings

Settings go into \`cdk.json\`, under \`context\`, or on the command line: \`npx cdk deploy -c ${settingsPrefix}cacheSeconds=10\`.
Invalid or contradictory settings are refused; the error says what each must be.
In your own CDK app, every setting except \`stackName\` is a property of \`ArticleRating\`.
[Defences](defences.md) explains the settings against stuffed votes; [cost](cost.md) says what the settings cost.

\`npm run docs:settings\` generates this page from \`lib/settings/setting-rules.ts\` and \`lib/settings/settings.ts\`.`;

/** The page of all settings: each with its documentation from the source, its valid values and its default. */
export function settingsPage(): string {
  const about = descriptions();
  const sections = (Object.keys(settingRules) as (keyof Settings)[]).map((name) => {
    const { expects, byDefault } = settingRules[name];
    const takes = `Takes ${expects.replace(/\*/g, '\\*')}.`;
    const byItself = / By default /.test(about.get(name) ?? '') ? '' : ` Default: ${shown(byDefault)}.`;
    return [`## \`${name}\``, wrapped(about.get(name) ?? ''), wrapped(`${takes}${byItself}`)].join('\n\n');
  });
  const [title = '', ...paragraphs] = HEAD.split('\n\n');
  return [title, ...paragraphs.map(wrapped), ...sections, ''].join('\n\n').replace(/\n+$/, '\n');
}

function shown(byDefault: Settings[keyof Settings]): string {
  return byDefault === undefined || String(byDefault) === '' ? 'none' : `\`${String(byDefault)}\``;
}

/** The documentation of each member of `Settings`; one that has none shares that of the member above it. */
function descriptions(): Map<string, string> {
  const file = join(import.meta.dirname, '../lib/settings/settings.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const about = new Map<string, string>();
  let last = '';
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== 'Settings') continue;
    for (const member of statement.members) {
      const docs = ts.getJSDocCommentsAndTags(member).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
      last = docs.join(' ') || last;
      about.set(member.name?.getText() ?? '', last);
    }
  }
  return about;
}

/** Wraps text at 100 columns, without a break within backquotes. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.replace(/\s+/g, ' ').match(/(?:`[^`]*`|\[[^\]]*\]\([^)]*\)|\S)+/g) ?? []) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= 100) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
