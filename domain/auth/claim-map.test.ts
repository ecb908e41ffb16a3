import { mapClaims } from './claim-map';

test('reads the standard claims when nothing is mapped, and no roles at all', () => {
  expect(mapClaims({}, { sub: 'a', email: 'A@B.example', email_verified: true, name: 'Ann' })).toEqual({
    subject: 'a',
    email: 'a@b.example',
    emailVerified: true,
    name: 'Ann',
    organization: null,
    roles: null,
  });
});

test('follows paths, whole names with dots, and constants', () => {
  const map = {
    roles: 'realm_access.roles',
    organization: 'https://x.example/org',
    email_verified: '=true',
    name: 'profile.full.name',
  };
  const mapped = mapClaims(map, {
    sub: 7,
    realm_access: { roles: ['org:admin', 'specialist', 'wizard'] },
    'https://x.example/org': 'uferpark',
    profile: { full: { name: 'Ann' } },
  });
  expect(mapped).toMatchObject({
    subject: '7',
    roles: ['specialist', 'admin'],
    organization: 'uferpark',
    emailVerified: true,
    name: 'Ann',
  });
});

test('never takes platform_admin from a token, and mapped but absent roles are none', () => {
  expect(mapClaims({ roles: 'r' }, { sub: 'a', r: 'platform_admin admin' })?.roles).toEqual(['admin']);
  expect(mapClaims({ roles: 'r' }, { sub: 'a' })?.roles).toEqual([]);
});

test('a payload without subject is nobody, and inherited members are not claims', () => {
  expect(mapClaims({}, { email: 'a@b.example' })).toBeNull();
  expect(mapClaims({ subject: 'constructor.name' }, {})).toBeNull();
  expect(mapClaims({ email: '__proto__.x' }, { sub: 'a' })?.email).toBeNull();
  expect(mapClaims({}, { sub: 'x'.repeat(321) })).toBeNull();
});
