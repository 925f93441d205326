import { SaxesParser } from 'saxes';
import { EXIT, OperatorError } from '../session/operator-error.ts';
import { truncatedFile } from '../files/truncated-file.ts';
import { readText } from '../files/read-text.ts';
import type { SourceRow } from './plugin.ts';

/** Elements whose text is read, by path, and the corresponding database column. */
const COLUMNS: Readonly<Record<string, string>> = {
  'channel wp:base_blog_url': 'option_value',
  'wp:category wp:term_id': 'term_id',
  'wp:category wp:category_nicename': 'slug',
  'wp:category wp:category_parent': 'parent',
  'item link': 'link',
  'item wp:post_id': 'ID',
  'item wp:post_name': 'post_name',
  'item wp:post_date': 'post_date',
  'item wp:post_type': 'post_type',
  'item wp:status': 'post_status',
  'item wp:post_parent': 'post_parent',
  'wp:postmeta wp:meta_key': 'meta_key',
  'wp:postmeta wp:meta_value': 'meta_value',
};

/**
 * Streams the rows of a WordPress export (Tools, Export) in the form of a dump's tables: posts with their exact
 * addresses, their meta, and categories. The format is RSS with elements of WordPress:
 * https://developer.wordpress.org/cli/commands/export/
 * @throws OperatorError if the file has another format, or is truncated
 */
export async function* readWxr(file: string): AsyncGenerator<SourceRow> {
  const reader = new Reader(file);
  for await (const chunk of readText(file, false)) yield* reader.write(chunk);
  yield* reader.close();
}

class Reader {
  readonly #file: string;
  readonly #parser = new SaxesParser();
  readonly #path: string[] = [];
  /** Fields read so far of the current item, meta or category, and the item's own meta and categories. */
  readonly #open = new Map<string, Record<string, string>>();
  #meta: Record<string, string>[] = [];
  #categories: string[] = [];
  readonly #terms = new Map<string, string>();
  #rows: SourceRow[] = [];
  #text = '';

  constructor(file: string) {
    this.#file = file;
    this.#parser.on('opentag', ({ name, attributes }) => this.#begin(name, attributes));
    this.#parser.on('text', (text) => (this.#text += text));
    this.#parser.on('cdata', (text) => (this.#text += text));
    this.#parser.on('closetag', ({ name }) => this.#end(name));
    this.#parser.on('error', (error) => {
      // WordPress exports pasted control characters.
      if (!/disallowed character/.test(error.message)) throw this.#refusal(error.message);
    });
  }

  write(chunk: string): SourceRow[] {
    this.#parser.write(chunk);
    return this.#taken();
  }

  close(): SourceRow[] {
    if (this.#path.length > 0) throw truncatedFile(this.#file, `<${this.#path.at(-1)}> is not closed`);
    this.#parser.close();
    return this.#taken();
  }

  #taken(): SourceRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0 && name !== 'rss') throw this.#refusal(`it begins with <${name}>`);
    if (name === 'item') [this.#meta, this.#categories] = [[], []];
    if (name === 'category' && attributes['domain'] === 'category') this.#categories.push(attributes['nicename'] ?? '');
    this.#open.set(name, {});
    this.#path.push(name);
    this.#text = '';
  }

  #end(name: string): void {
    this.#path.pop();
    const parent = this.#path.at(-1) ?? '';
    const column = COLUMNS[`${parent} ${name}`];
    const values = this.#open.get(parent);
    if (column !== undefined && values !== undefined) values[column] = this.#text;
    const own = this.#open.get(name) ?? {};
    if (name === 'wp:base_blog_url') this.#add('options', { option_name: 'home', option_value: this.#text });
    else if (name === 'wp:postmeta') this.#meta.push(own);
    else if (name === 'wp:category') this.#endCategory(own);
    else if (name === 'item') this.#endItem(own);
    this.#text = '';
  }

  #endCategory(own: Record<string, string>): void {
    const { term_id: id = '', slug = '', parent = '' } = own;
    this.#terms.set(slug, id);
    this.#add('terms', { term_id: id, slug });
    // Parents come first in an export.
    const above = this.#terms.get(parent) ?? '0';
    this.#add('term_taxonomy', { term_taxonomy_id: id, term_id: id, taxonomy: 'category', parent: above });
  }

  #endItem(own: Record<string, string>): void {
    const post = own['ID'] ?? '';
    this.#add('posts', own);
    for (const each of this.#meta) this.#add('postmeta', { ...each, post_id: post });
    for (const slug of this.#categories) {
      const term = this.#terms.get(slug);
      if (term !== undefined) this.#add('term_relationships', { object_id: post, term_taxonomy_id: term });
    }
  }

  #add(table: string, values: Record<string, string>): void {
    this.#rows.push({ table, line: this.#parser.line, values });
  }

  #refusal(reason: string): OperatorError {
    const advice = reason.includes('<mysqldump>') ? ' A dump must be SQL, made without --xml.' : '';
    const message = `${this.#file} is not what WordPress exports (Tools, Export): ${reason.replace(/\.$/, '')}.${advice}`;
    return new OperatorError(message, { exitCode: EXIT.usage });
  }
}
