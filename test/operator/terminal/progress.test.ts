import { showProgress } from '../../../operator/terminal/progress.ts';

afterEach(() => jest.useRealTimers());

/** A terminal of this width, and the content of its one line. */
function terminal(columns = 80) {
  const shown: string[] = [];
  const write = (text: string) => shown.push(text.replace('\r\u001b[K', '')) > 0;
  return { shown, stream: { isTTY: true, columns, write } };
}

test('keeps updating without progress, and shows how long that lasts', () => {
  jest.useFakeTimers();
  const { shown, stream } = terminal();
  const progress = showProgress('Reading', 'items', 0, stream);
  progress.add(500);
  jest.advanceTimersByTime(2_000);
  expect(shown.at(-1)).toBe('Reading: 500 items · 250/s');
  jest.advanceTimersByTime(45_000);
  expect(shown.at(-1)).toBe('Reading: waiting for 47 s · 500 items · 11/s');
  progress.end();
  const lines = shown.length;
  jest.advanceTimersByTime(5_000);
  expect(shown).toHaveLength(lines);
});

test('shows that the table throttles', () => {
  jest.useFakeTimers();
  const { shown, stream } = terminal();
  let throttled = 5;
  const progress = showProgress('Reading', 'items', 0, stream, Date.now, () => throttled);
  throttled = 12;
  jest.advanceTimersByTime(2_000);
  expect(shown.at(-1)).toMatch(/^Reading: throttled 7 times · 0 items/);
  progress.end();
});

test.each([20, 40, 80])('never wraps in a terminal of %d columns', (columns) => {
  jest.useFakeTimers();
  const { shown, stream } = terminal(columns);
  const progress = showProgress('Looking for votes that came meanwhile', 'items', 1_000_000, stream);
  for (let step = 0; step < 20; step++) {
    jest.advanceTimersByTime(300);
    progress.add(1000);
  }
  progress.end();
  expect(shown.length).toBeGreaterThan(5);
  expect(Math.max(...shown.map((line) => line.length))).toBeLessThan(columns);
});
