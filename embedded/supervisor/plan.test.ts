import { readSettings } from '#core/kernel/config';
import { decideMode, externalAddresses, parseFlags } from './plan';

const flags = parseFlags([]);
const demo = { installation_id: 'x', mode: 'demo', created_at: '' } as const;
const real = { installation_id: 'x', mode: 'real', created_at: '' } as const;
const smtp = { SMTP_URL: 'smtp://mail.example:25' };

describe('mode of an installation', () => {
  it('is a demo on a first start without any address', () => {
    expect(decideMode(readSettings({}), flags, null)).toBe('demo');
  });

  it.each([
    ['--no-demo', {}, ['--no-demo']],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://o:p@db.example/x' }, []],
    ['production', { NODE_ENV: 'production' }, []],
  ])('is real with %s', (_why, env, args) => {
    expect(decideMode(readSettings({ ...env, ...smtp }), parseFlags(args), null)).toBe('real');
  });

  it('needs a mail server when real', () => {
    expect(() => decideMode(readSettings({}), parseFlags(['--no-demo']), null)).toThrow('set SMTP_URL');
  });

  it('never switches a demo to real', () => {
    expect(() => decideMode(readSettings({ NODE_ENV: 'production', ...smtp }), flags, demo)).toThrow('a demo never becomes real');
  });

  it('stays real without being told again', () => {
    expect(decideMode(readSettings(smtp), flags, real)).toBe('real');
  });

  it('refuses a demo that others could reach', () => {
    expect(() => decideMode(readSettings({ HOST: '0.0.0.0' }), flags, null)).toThrow('on this machine only');
    expect(() => decideMode(readSettings({ PUBLIC_URL: 'https://clinic.example' }), flags, demo)).toThrow('PUBLIC_URL');
  });

  it('refuses a flag it does not know', () => {
    expect(() => parseFlags(['--frseh'])).toThrow('does not know --frseh');
  });
});

describe('addresses outside', () => {
  it('are found by value and by file', () => {
    expect(externalAddresses({ TEMPORAL_ADDRESS: 't:1', DATABASE_URL_FILE: '/run/db', SMTP_URL: '', PORT: '1' })).toEqual([
      'DATABASE_URL_FILE',
      'TEMPORAL_ADDRESS',
    ]);
  });
});
