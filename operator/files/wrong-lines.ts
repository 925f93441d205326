import { OperatorError } from '../session/operator-error.ts';
import { n } from '../../lambda/domain/format-numbers.ts';

const SHOWN = 20;

interface Fault {
  readonly text: string;
  /** Number of lines or posts with this fault. */
  readonly times: number;
}

/** Collects the faults of a file, so that each is reported with file and line. */
export class WrongLines {
  readonly #file: string;
  readonly #first: Fault[] = [];
  count = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param line from 1; 0 for the file as a whole
   * @param times how many lines, or posts, have the fault
   */
  add(line: number, fault: string, times = 1): void {
    this.#take({ text: `${this.#file}${line > 0 ? `:${line}` : ''}: ${fault}`, times });
    this.count += times;
  }

  /** Adds those of a part of the file. */
  addAll(part: WrongLines): void {
    for (const fault of part.#first) this.#take(fault);
    this.count += part.count;
  }

  #take(fault: Fault): void {
    if (this.#first.length < SHOWN) this.#first.push(fault);
  }

  /** One line each, as compilers print them, up to a limit. */
  get lines(): readonly string[] {
    const lines = this.#first.map(({ text }) => text);
    const more = this.#first.reduce((left, { times }) => left - times, this.count);
    return more > 0 ? [...lines, `… and ${n(more)} more`] : lines;
  }

  /** @throws OperatorError if there is any */
  refuse(): void {
    if (this.count > 0) throw new OperatorError([...this.lines, 'Nothing was imported.'].join('\n'));
  }
}
