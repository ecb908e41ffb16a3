export interface ChartPoint {
  readonly label: string;
  /** Absent = not measured: the line has a gap there, never a zero. */
  readonly value: number | null;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const x = (frame: Frame, index: number, count: number): number => {
  const inner = frame.width - frame.left - frame.right;
  return frame.left + (count <= 1 ? inner / 2 : (inner * index) / (count - 1));
};

export const y = (frame: Frame, value: number, max: number): number => {
  const inner = frame.height - frame.top - frame.bottom;
  return frame.top + inner * (1 - value / (max || 1));
};

/** SVG path of a series; a missing value starts a new stroke. */
export const linePath = (points: readonly ChartPoint[], frame: Frame, max: number): string => {
  let pen = 'M';
  return points
    .map((point, index) => {
      if (point.value === null) {
        pen = 'M';
        return '';
      }
      const command = `${pen}${x(frame, index, points.length).toFixed(1)} ${y(frame, point.value, max).toFixed(1)}`;
      pen = 'L';
      return command;
    })
    .join('');
};

/** The last measured point of a series: its name is written there, so nobody hunts a legend. */
export const lastPoint = (points: readonly ChartPoint[]): { readonly index: number; readonly value: number } | null => {
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const value = points[index]?.value;
    if (value !== null && value !== undefined) return { index, value };
  }
  return null;
};

/** At most about six labels fit under a chart on a phone. */
export const showsLabel = (index: number, count: number): boolean => {
  const every = Math.max(1, Math.ceil(count / 6));
  return index === count - 1 || (index % every === 0 && count - 1 - index > every / 2);
};

/** Moves end labels apart so that they never overlap; returns the y of each, in the given order. */
export const spreadLabels = (positions: readonly number[], gap: number): readonly number[] => {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position);
  const placed = [...positions];
  let previous = Number.NEGATIVE_INFINITY;
  for (const { position, index } of order) {
    const at = Math.max(position, previous + gap);
    placed[index] = at;
    previous = at;
  }
  return placed;
};
