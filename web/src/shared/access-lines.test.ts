import { accessLines } from './access-lines';

const words = {
  who: (entry: { actor: string }) => entry.actor,
  what: (entry: { action: string }) => entry.action,
  day: (iso: string) => iso.slice(0, 10),
};
const entry = (id: number, actor: string, action: string, at: string) => ({ id, actor, action, at });

describe('who opened the record', () => {
  it('counts what one person did several times on one day, and keeps the latest time', () => {
    const lines = accessLines(
      [
        entry(5, 'Jana', 'opened', '2026-11-28T14:12:00Z'),
        entry(4, 'Petra', 'opened', '2026-11-28T14:10:00Z'),
        entry(3, 'Jana', 'opened', '2026-11-28T09:00:00Z'),
        entry(2, 'Jana', 'assigned', '2026-11-28T08:59:00Z'),
        entry(1, 'Jana', 'opened', '2026-11-27T09:00:00Z'),
      ],
      words,
    );
    expect(lines.map((line) => [line.key, line.who, line.what, line.times])).toEqual([
      [5, 'Jana', 'opened', 2],
      [4, 'Petra', 'opened', 1],
      [2, 'Jana', 'assigned', 1],
      [1, 'Jana', 'opened', 1],
    ]);
    expect(lines[0]?.at).toBe('2026-11-28T14:12:00Z');
  });
});
