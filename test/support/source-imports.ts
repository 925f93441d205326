import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export const sources = globSync('{bin,bundling,edge,lib,lambda,widget,local,operator,bench}/**/*.{ts,js,mjs}');

/** The imports of a file: paths from the root, and package names. */
export function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : fileName,
  );
}

export const ownImportsOf = (file: string) => importsOf(file).filter((each) => sources.includes(each));

/** The circles of a graph, each as `a -> b -> a`. */
export function circlesIn(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (node: string, path: readonly string[]) => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' -> '));
    if (done.has(node)) return;
    done.add(node);
    for (const each of graph.get(node) ?? []) visit(each, [...path, node]);
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}
