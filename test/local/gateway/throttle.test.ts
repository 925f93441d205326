import { createThrottle, throttleRoutes } from '../../../local/gateway/throttle.ts';

test('admits a burst, then requests at the rate', () => {
  let time = 0;
  const mayPass = createThrottle({ rate: 10, burst: 3 }, () => time);
  const passed = (requests: number) => Array.from({ length: requests }, mayPass).filter(Boolean).length;
  expect(passed(5)).toBe(3);
  time = 100;
  expect(passed(5)).toBe(1);
  time = 10_000;
  expect(passed(5)).toBe(3);
});

test('gives each route its own token bucket', () => {
  const mayPass = throttleRoutes(
    [
      { key: 'POST /v1/votes', throttle: { rate: 1, burst: 2 } },
      { key: 'GET /v1/ratings', throttle: { rate: 1, burst: 1 } },
    ],
    () => 0,
  );
  const passed = (key: string) => Array.from({ length: 5 }, () => mayPass(key)).filter(Boolean).length;
  expect(['GET /v1/ratings', 'POST /v1/votes'].map(passed)).toEqual([1, 2]);
});
