import { historyLimit, record, redo, startHistory, undo } from './history';

describe('undo and redo', () => {
  it('goes back and forth, and a new step forgets what was undone', () => {
    let history = record(record(startHistory('a'), 'b', 0), 'c', 10);
    history = undo(history);
    expect(history.present).toBe('b');
    expect(redo(history).present).toBe('c');
    expect(redo(record(history, 'd', 20)).present).toBe('d');
  });

  it('joins typing in one field to one step, but not after a pause or in another field', () => {
    const typed = record(record(startHistory(1), 12, 0, 'sets'), 123, 1000, 'sets');
    expect(undo(typed).present).toBe(1);
    expect(undo(record(typed, 1234, 4000, 'sets')).present).toBe(123);
    expect(undo(record(typed, 9, 1100, 'reps')).present).toBe(123);
  });

  it('does not join a change to the one before an undo', () => {
    const undone = undo(record(startHistory('a'), 'b', 0, 'name'));
    expect(undo(record(undone, 'c', 10, 'name')).present).toBe('a');
  });

  it('keeps at most its limit of steps and has nothing to undo at the start', () => {
    let history = startHistory(0);
    for (let step = 1; step <= historyLimit + 20; step += 1) history = record(history, step, step);
    expect(history.past).toHaveLength(historyLimit);
    expect(undo(startHistory('a')).present).toBe('a');
  });
});
