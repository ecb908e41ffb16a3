import { networkProblem, toProblem } from '../../api/problem';
import { createAutosave, type SaveState } from './autosave';

const settle = async (): Promise<void> => {
  await jest.advanceTimersByTimeAsync(900);
};

describe('saving by itself', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const start = (send: (value: string) => Promise<void>) => {
    const states: SaveState['kind'][] = [];
    return { autosave: createAutosave(send, (state) => void states.push(state.kind)), states };
  };

  it('waits for a pause and sends only the latest', async () => {
    const send = jest.fn(async () => undefined);
    const { autosave, states } = start(send);
    autosave.change('a');
    autosave.change('ab');
    await settle();
    expect(send.mock.calls).toEqual([['ab']]);
    expect(states.at(-1)).toBe('saved');
  });

  it('sends one at a time; what came meanwhile follows', async () => {
    const sent: string[] = [];
    let release = (): void => undefined;
    const { autosave } = start(async (value) => {
      sent.push(value);
      if (sent.length === 1) await new Promise<void>((resolve) => (release = resolve));
    });
    autosave.change('a');
    await settle();
    autosave.change('b');
    await settle();
    expect(sent).toEqual(['a']);
    release();
    await settle();
    expect(sent).toEqual(['a', 'b']);
  });

  it('stops at a stale revision, keeps the work, and sends it after the decision', async () => {
    let stale = true;
    const send = jest.fn(async () => {
      if (stale) throw toProblem(412, { code: 'stale_revision' });
    });
    const { autosave, states } = start(send);
    autosave.change('mine');
    await settle();
    expect(states.at(-1)).toBe('conflict');
    autosave.change('mine too');
    await settle();
    expect(send).toHaveBeenCalledTimes(1);
    expect(await autosave.flush()).toBe(false);
    stale = false;
    autosave.resume(true);
    await settle();
    expect(send).toHaveBeenLastCalledWith('mine too');
    expect(await autosave.flush()).toBe(true);
  });

  it('drops the work when the other copy was taken', async () => {
    const send = jest.fn(async () => {
      throw toProblem(412, {});
    });
    const { autosave } = start(send);
    autosave.change('mine');
    await settle();
    autosave.resume(false);
    await settle();
    expect(send).toHaveBeenCalledTimes(1);
    expect(await autosave.flush()).toBe(true);
  });

  it('tries again by itself when the network was silent', async () => {
    let down = true;
    const send = jest.fn(async () => {
      if (down) throw networkProblem();
    });
    const { autosave, states } = start(send);
    autosave.change('a');
    await settle();
    expect(states.at(-1)).toBe('retrying');
    down = false;
    await jest.advanceTimersByTimeAsync(5000);
    expect(states.at(-1)).toBe('saved');
  });

  it('says when the server refuses, and sends the next change', async () => {
    let bad = true;
    const send = jest.fn(async () => {
      if (bad) throw toProblem(422, { title: 'No' });
    });
    const { autosave, states } = start(send);
    autosave.change('bad');
    await settle();
    expect(states.at(-1)).toBe('refused');
    bad = false;
    autosave.change('good');
    await settle();
    expect(states.at(-1)).toBe('saved');
  });
});
