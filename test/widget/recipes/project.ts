import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../../..');

/** A new project that follows a recipe, in a temporary folder. */
export class Project {
  readonly #folder = temporaryFolder();
  readonly path = this.#folder.path;

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  /** Copies a recipe verbatim. */
  recipe(name: string, file: string): void {
    this.write(file, recipe(name));
  }

  /** Copies the types that the documentation says to copy. */
  types(file: string): void {
    cpSync(join(root, 'widget/types.ts'), join(this.path, file));
  }

  /** Installs packages of exact versions, such as `vue@3.5.45`. */
  npmInstall(...packages: string[]): void {
    this.run('npm', 'install', '--no-audit', '--no-fund', '--save-exact', '--loglevel=error', ...packages);
  }

  pipInstall(...packages: string[]): void {
    this.run('python3', '-m', 'venv', '.venv');
    this.run('.venv/bin/pip', 'install', '-q', '--disable-pip-version-check', ...packages);
  }

  /** Runs a program of the project; its output is the message if it fails. */
  run(program: string, ...args: string[]): string {
    try {
      const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_MKDOCS_2_WARNING: '1', NODE_ENV: 'production' };
      return execFileSync(program, args, { cwd: this.path, env, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { message, stdout, stderr } = error as { message: string; stdout: string; stderr: string };
      throw new Error(`${message}\n${stdout}\n${stderr}`, { cause: error });
    }
  }

  /** Runs a package's program on the Node that runs the tests. */
  runNode(script: string, ...args: string[]): string {
    return this.run(process.execPath, join('node_modules', script), ...args);
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }
}

export function recipe(name: string): string {
  return readFileSync(join(root, 'docs/recipes', name), 'utf8');
}
