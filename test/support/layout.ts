import { readFileSync } from 'node:fs';

/** An entry of the Layout in docs/design.md. */
export interface LayoutEntry {
  /** Such as `lambda/storage/`. */
  readonly folder: string;
  /** Files and folders named outside brackets: paths from the entry's folder or from the root. */
  readonly named: readonly string[];
  /** Files and folders named in brackets, which may lie deeper. */
  readonly nested: readonly string[];
  /** The arrows: every room on the left, and every room on the right. */
  readonly arrows: readonly (readonly [readonly string[], readonly string[]])[];
  /** The rooms below all. */
  readonly below: readonly string[];
}

const NAME = /(?<![\w./-])\w[\w./-]*(?:\/|\.(?:ts|mjs|js|json|md))(?!\w)/g;
const BRACKETS = /\([^()]*\)/g;

const namesIn = (text: string): string[] => text.match(NAME) ?? [];

export function layout(): LayoutEntry[] {
  const [, fence = ''] = /^## Layout\n[^]*?^```\n([^]*?)^```/m.exec(readFileSync('docs/design.md', 'utf8')) ?? [];
  return fence.split(/^(?=\S)/m).map(parseEntry);
}

/**
 * Rooms of one layer are separated by commas, layers by `->`, chains by semicolons and sentences. A sentence that
 * begins with `Below all:` names the rooms that all others may import.
 */
export function parseEntry(entry: string): LayoutEntry {
  const [, folder = '', words = ''] = /^(\S+)\s+([^]*)$/.exec(entry) ?? [];
  const text = words.replace(/\s+/g, ' ');
  const outside = text.replace(BRACKETS, '');
  const sentences = outside.split(/\.(?:\s|$)/);
  return {
    folder,
    named: namesIn(outside),
    nested: (text.match(BRACKETS) ?? []).flatMap(namesIn),
    arrows: sentences.flatMap((sentence) => sentence.split(';')).flatMap(arrowsIn),
    below: sentences.filter((sentence) => sentence.startsWith('Below all:')).flatMap(namesIn),
  };
}

function arrowsIn(chain: string): [string[], string[]][] {
  const layers = chain.split('->').map(namesIn);
  return layers.slice(1).map((right, index) => [layers[index] ?? [], right]);
}
