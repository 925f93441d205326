import fc from 'fast-check';
import { networkOf } from '../../../lambda/domain/network.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::', 'fe80:0:0:0::/64'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  '',
  'localhost',
  '192.0.2',
  '192.0.2.256',
  '1.2.3.4.5',
  '0x7f.0.0.1',
  '2001:db8',
  ':::',
  '[::1]',
  'fe80::1%eth0',
  '1:2',
])('%j has no network', (address) => {
  expect(networkOf(address)).toBeUndefined();
});

test('addresses of one IPv6 /64 are one network, and those of two are two', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      const prefix = /^([^:]+:){4}/.exec(networkOf(one) ?? '')?.[0] ?? '';
      if (!networkOf(one)?.includes('/64')) return; // an IPv4-mapped address
      expect(networkOf(`${prefix}1:2:3:4`)).toBe(networkOf(one));
      if (networkOf(one) !== networkOf(other)) expect(networkOf(other)).not.toBe(networkOf(`${prefix}1:2:3:4`));
    }),
  );
});
