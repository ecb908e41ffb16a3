/** When each run of one side reached its target, in ms; null where it did not. */
export interface TargetSeries {
  readonly name: string;
  readonly ms: readonly (number | null)[];
}

const [width, height, left, bottom, top, right] = [560, 300, 56, 40, 34, 12];
const inks = ['#0f766e', '#b45309'];

/** Time-to-target curves as SVG: the share of instances solved to the target within a time, time on a logarithmic axis. */
export function timeToTargetSvg(title: string, seconds: number, series: readonly TargetSeries[]): string {
  const last = Math.log10(seconds * 1_000);
  const x = (ms: number): number => left + (Math.log10(Math.max(1, ms)) / last) * (width - left - right);
  const y = (share: number): number => height - bottom - share * (height - top - bottom);
  const decades = Array.from({ length: Math.floor(last) + 1 }, (_, power) => 10 ** power);
  const grid = [
    ...decades.map((ms) => `<path d="M${at(x(ms))} ${top}V${height - bottom}"/>`),
    ...[0, 0.25, 0.5, 0.75, 1].map((share) => `<path d="M${left} ${at(y(share))}H${width - right}"/>`),
  ];
  const labels = [
    ...decades.map(
      (ms) =>
        `<text x="${at(x(ms))}" y="${height - bottom + 16}" text-anchor="middle">${ms >= 1_000 ? `${ms / 1_000} s` : `${ms} ms`}</text>`,
    ),
    ...[0, 0.5, 1].map((share) => `<text x="${left - 6}" y="${at(y(share) + 4)}" text-anchor="end">${share * 100} %</text>`),
    ...series.map(
      ({ name }, index) =>
        `<text x="${width - right - 4}" y="${top + 16 + 16 * index}" text-anchor="end" fill="${inks[index] ?? '#333'}">${name}</text>`,
    ),
  ];
  const curves = series.map(
    ({ ms }, index) => `<path d="${steps(ms, x, y)}" fill="none" stroke="${inks[index] ?? '#333'}" stroke-width="2"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/><text x="${left}" y="20" font-weight="600">${title}</text>`,
    `<g stroke="#ddd">${grid.join('')}</g><g fill="#333">${labels.join('')}</g>${curves.join('')}</svg>\n`,
  ].join('\n');
}

function steps(times: readonly (number | null)[], x: (ms: number) => number, y: (share: number) => number): string {
  const reached = times.filter((ms) => ms !== null).toSorted((a, b) => a - b);
  const points = reached.map((ms, index) => `H${at(x(ms))}V${at(y((index + 1) / times.length))}`);
  return `M${left} ${at(y(0))}${points.join('')}H${width - right}`;
}

const at = (value: number): number => Math.round(value * 10) / 10;
