import ts from 'typescript';

const options: ts.CompilerOptions = {
  ...{ module: ts.ModuleKind.NodeNext, strict: true, noEmit: true, types: [], noUnusedLocals: true },
  ...{ target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] },
  jsx: ts.JsxEmit.Preserve,
};

// Parses each file once: the CDK's declarations take seconds.
const host = ts.createCompilerHost(options);
const parse = host.getSourceFile.bind(host);
const parsed = new Map<string, ts.SourceFile | undefined>();
host.getSourceFile = (name, version) => {
  if (!parsed.has(name)) parsed.set(name, parse(name, version));
  return parsed.get(name);
};

export interface Diagnostic {
  readonly file: string | undefined;
  readonly message: string;
}

/** The type errors in these files, and in the declarations of the package `article-rating` that they import. */
export function typeErrors(...files: string[]): Diagnostic[] {
  const program = ts.createProgram(files, options, host);
  return program
    .getSourceFiles()
    .filter(({ fileName }) => files.includes(fileName) || fileName.includes('/node_modules/article-rating/'))
    .flatMap((file) => program.getSemanticDiagnostics(file))
    .map(({ file, messageText }) => ({
      file: file?.fileName,
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
}
