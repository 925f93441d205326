import { OperatorError } from './operator-error.ts';

const SHOWN = 20;

/** Collects what is wrong in a file, so that it is said with file and line and nothing is left out silently. */
export class WrongLines {
  readonly #file: string;
  readonly #first: string[] = [];
  count = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** @param line from 1; 0 for the file as a whole */
  add(line: number, fault: string): void {
    this.count++;
    if (this.#first.length < SHOWN) this.#first.push(`${this.#file}${line > 0 ? `:${line}` : ''}: ${fault}`);
  }

  /** Adds those of a part of the file. */
  addAll(part: WrongLines): void {
    this.count += part.count;
    this.#first.push(...part.#first.slice(0, SHOWN - this.#first.length));
  }

  /** One line each, as compilers print them, up to a limit. */
  get lines(): readonly string[] {
    const more = this.count - this.#first.length;
    return more > 0 ? [...this.#first, `… and ${more.toLocaleString('en')} more`] : this.#first;
  }

  /** @throws OperatorError if there is any */
  refuse(): void {
    if (this.count > 0) throw new OperatorError([...this.lines, 'Nothing was imported.'].join('\n'));
  }
}
