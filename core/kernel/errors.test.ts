import { AppError, normalizeError } from './errors';

describe('what was thrown, as a problem', () => {
  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
  ])('takes "%s" for a database that is away', (message) => {
    expect(normalizeError(new Error(message)).code).toBe('database_unavailable');
  });

  it('takes a server that is starting for a database that is away', () => {
    expect(normalizeError(Object.assign(new Error('starting up'), { code: '57P03' })).code).toBe('database_unavailable');
  });

  it('leaves a refusal as it is and keeps the cause of what nobody expected', () => {
    const refusal = new AppError('conflict');
    const surprise = new Error('surprise');
    expect(normalizeError(refusal)).toBe(refusal);
    expect(normalizeError(surprise)).toMatchObject({ code: 'internal', cause: surprise });
  });
});
