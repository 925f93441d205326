interface Event {
  readonly at: number;
  readonly order: number;
  readonly resolve: () => void;
}

/** A clock that jumps from event to event: an hour of traffic takes seconds, and every run is the same. */
export class VirtualTime {
  #now: number;
  /** A binary heap, the next event first. */
  readonly #events: Event[] = [];
  #order = 0;

  /** @param start milliseconds since the epoch */
  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#insert({ at: this.#now + ms, order: this.#order++, resolve });
    });

  /** Runs until no sleeper is left. */
  run(): Promise<void> {
    return new Promise((done) => {
      const step = () => {
        const next = this.#removeFirst();
        if (next === undefined) {
          done();
          return;
        }
        this.#now = next.at;
        next.resolve();
        afterMicrotasks(step);
      };
      afterMicrotasks(step);
    });
  }

  #insert(event: Event): void {
    const events = this.#events;
    let index = events.length;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      const other = events[parent] as Event;
      if (isBefore(other, event)) break;
      events[index] = other;
      index = parent;
    }
    events[index] = event;
  }

  #removeFirst(): Event | undefined {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (last === undefined || last === first) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= events.length) break;
      if (child + 1 < events.length && isBefore(events[child + 1] as Event, events[child] as Event)) child++;
      if (isBefore(last, events[child] as Event)) break;
      events[index] = events[child] as Event;
      index = child;
    }
    events[index] = last;
    return first;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/**
 * Time must not advance before the last woken sleeper reaches its next sleep. If a microtask calls `nextTick`, Node
 * runs the callback when no microtask is left. This is four times faster than `setImmediate`.
 */
function afterMicrotasks(step: () => void): void {
  queueMicrotask(() => process.nextTick(step));
}
