import { viewerNetwork } from '../../../lambda/http/viewer-network.ts';
import { httpEvent } from '../../support/event.ts';

const network = (address?: string) =>
  viewerNetwork(httpEvent({ headers: { 'x-forwarded-for': '198.51.100.1', 'cloudfront-viewer-address': address } }));

test.each([
  ['203.0.113.7:443', '203.0.113.7'],
  ['2001:db8:0:1::7:46532', '2001:db8:0:1::/64'],
  ['2001:db8:1:2:3:4:5:6:46532', '2001:db8:1:2::/64'],
  ['[2001:db8:0:1::7]:46532', '2001:db8:0:1::/64'],
])('reads %s as %s', (address, expected) => {
  expect(network(address)).toBe(expected);
});

test.each([undefined, '', 'nonsense', '203.0.113.7', 'localhost:80', ':80'])('returns no network for %p', (address) => {
  expect(network(address)).toBeUndefined();
});
