import { cookieLine, parseCookies } from './cookies';

it('reads the first cookie of a name and no prototype', () => {
  const cookies = parseCookies('a=1; b=x=y; a=2; =3; c; __proto__=4');
  expect({ ...cookies }).toEqual({ a: '1', b: 'x=y', ['__proto__']: '4' });
  expect(cookies['toString']).toBeUndefined();
  expect({ ...parseCookies(undefined) }).toEqual({});
});

it('writes cookies that scripts cannot read unless told, and removes them with an age of zero', () => {
  expect(cookieLine({ name: 'pw_session', value: 'abc', maxAgeSeconds: 60 }, true)).toBe(
    'pw_session=abc; Path=/; SameSite=Lax; Max-Age=60; HttpOnly; Secure',
  );
  expect(cookieLine({ name: 'pw_csrf', value: null, httpOnly: false, sameSite: 'strict' }, false)).toBe(
    'pw_csrf=; Path=/; SameSite=Strict; Max-Age=0',
  );
});

it('refuses values that could add attributes or headers', () => {
  expect(() => cookieLine({ name: 'a', value: 'x; Domain=evil' }, true)).toThrow('need encoding');
  expect(() => cookieLine({ name: 'a\r\nSet-Cookie: b', value: '1' }, true)).toThrow('need encoding');
});
