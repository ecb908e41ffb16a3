import { csrfToken, keyed, withQuery } from './client';
import { networkProblem, Problem, toProblem } from './problem';

const refusal = new Problem(409, 'already_decided', 'It was decided already', undefined, [], undefined, {}, undefined);

describe('one user act', () => {
  it('sends the same key again after the network was silent', async () => {
    const keys: string[] = [];
    let fails = 2;
    const act = keyed(
      async (_input: { id: number }, key: string) => {
        keys.push(key);
        fails -= 1;
        if (fails >= 0) throw networkProblem();
        return 'done';
      },
      () => `key-${keys.length}`,
    );
    await expect(act({ id: 1 })).rejects.toBeInstanceOf(Problem);
    await expect(act({ id: 1 })).rejects.toBeInstanceOf(Problem);
    await expect(act({ id: 1 })).resolves.toBe('done');
    expect(keys).toEqual(['key-0', 'key-0', 'key-0']);
  });

  it('takes a new key after a definite refusal, and for another input', async () => {
    const keys: string[] = [];
    const act = keyed(
      async (_input: { id: number }, key: string) => {
        keys.push(key);
        throw refusal;
      },
      () => `key-${keys.length}`,
    );
    await expect(act({ id: 1 })).rejects.toBe(refusal);
    await expect(act({ id: 1 })).rejects.toBe(refusal);
    await expect(act({ id: 2 })).rejects.toBe(refusal);
    expect(keys).toEqual(['key-0', 'key-1', 'key-2']);
  });

  it('takes a new key after success', async () => {
    const keys: string[] = [];
    const act = keyed(
      async (_input: string, key: string) => keys.push(key),
      () => `key-${keys.length}`,
    );
    await act('a');
    await act('a');
    expect(keys).toEqual(['key-0', 'key-1']);
  });
});

describe('requests', () => {
  it('reads the CSRF cookie among others', () => {
    expect(csrfToken('a=1; pw_csrf=abc.def; b=2')).toBe('abc.def');
    expect(csrfToken('not_pw_csrf=abc')).toBeUndefined();
  });

  it('leaves empty values out of the address', () => {
    expect(withQuery('/v1/x', { limit: 25, cursor: undefined, text: '', flag: false, none: null })).toBe(
      '/v1/x?limit=25&flag=false',
    );
    expect(withQuery('/v1/x')).toBe('/v1/x');
  });
});

describe('a problem', () => {
  it('keeps code, fields, reference and extension members', () => {
    const problem = toProblem(409, {
      type: '/problems/day_full',
      code: 'day_full',
      title: 'Enough for today',
      detail: 'Next free day: 2026-11-22.',
      errors: [{ pointer: '/start_date', code: 'late', message: 'Too late.' }, 'noise'],
      request_id: 'r1',
      next_free_day: '2026-11-22',
    });
    expect(problem).toMatchObject({ status: 409, code: 'day_full', requestId: 'r1', extra: { next_free_day: '2026-11-22' } });
    expect(problem.field('/start_date')).toBe('Too late.');
    expect(problem.errors).toHaveLength(1);
    expect(problem.isRetryable).toBe(false);
  });

  it('is made of a page that is no problem document as well', () => {
    expect(toProblem(502, undefined, '7')).toMatchObject({
      status: 502,
      code: 'internal',
      retryAfterSeconds: 7,
      isRetryable: true,
    });
    expect(toProblem(401, '<html>').code).toBe('unauthenticated');
  });
});
