import { createThrottle } from '../../../local/gateway/throttle.ts';

test('lets a burst pass, then as many a second as the rate', () => {
  let time = 0;
  const mayPass = createThrottle({ rate: 10, burst: 3 }, () => time);
  const passed = (requests: number) => Array.from({ length: requests }, mayPass).filter(Boolean).length;
  expect(passed(5)).toBe(3);
  time = 100;
  expect(passed(5)).toBe(1);
  time = 10_000;
  expect(passed(5)).toBe(3);
});
