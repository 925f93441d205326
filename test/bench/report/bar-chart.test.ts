import { barChart } from '../../../bench/report/bar-chart.ts';

const row = { what: 'a vote', value: 1.234, unit: 'ms' };

test('draws the longest bar over the whole width, and escapes names', () => {
  const svg = barChart('A & B', [row, { ...row, what: '<stock>', value: 2.468 }]);
  expect(svg.match(/<rect [^>]*width="([\d.]+)"/g)).toHaveLength(2);
  expect(svg).toContain('width="380.0"');
  expect(svg).toContain('width="190.0"');
  expect(svg).toContain('A &amp; B');
  expect(svg).toContain('&lt;stock>');
});
