import { lastPoint, linePath, showsLabel, spreadLabels, type Frame } from './chart-scale';

const frame: Frame = { width: 100, height: 100, left: 0, right: 0, top: 0, bottom: 0 };

describe('charts', () => {
  it('leave a gap where nothing was measured instead of drawing a zero', () => {
    const points = [5, null, 10].map((value, index) => ({ label: String(index), value }));
    expect(linePath(points, frame, 10)).toBe('M0.0 50.0M100.0 0.0');
  });

  it('write the name at the last measured point', () => {
    expect(
      lastPoint([
        { label: 'a', value: 3 },
        { label: 'b', value: null },
      ]),
    ).toEqual({ index: 0, value: 3 });
    expect(lastPoint([{ label: 'a', value: null }])).toBeNull();
  });

  it('keep end labels apart', () => {
    const [first, second] = spreadLabels([40, 42], 17);
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThanOrEqual(17);
  });

  it('label at most seven places and always the last', () => {
    const shown = Array.from({ length: 40 }, (_, index) => showsLabel(index, 40));
    expect(shown.filter(Boolean).length).toBeLessThanOrEqual(7);
    expect(shown.at(-1)).toBe(true);
  });
});
