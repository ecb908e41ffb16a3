import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { slotDigests } from '#tests/support/scheduling/slots-hash';

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'];

/** The lines a script prints in a process for each of the time zones. */
async function printed(module: string, inZones: readonly string[], arg: string): Promise<string[]> {
  const lines: string[] = [];
  for (const TZ of inZones) {
    const env = { ...process.env, TZ };
    const { stdout } = await promisify(execFile)(process.execPath, ['-r', '@swc-node/register', module, arg], { env });
    lines.push(...stdout.trim().split('\n'));
  }
  return lines;
}

describe('planning on two threads', () => {
  it('goes the same way in a hundred runs, in every process and time zone', async () => {
    const digests = await printed(require.resolve('#tests/support/scheduling/plan-repeatedly'), zones, '34');
    expect(digests).toHaveLength(102);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(1);
  });
});

describe('free slots', () => {
  it('are the same a hundred times in every process and time zone', async () => {
    const here = slotDigests(100);
    expect(here).toHaveLength(1);
    const script = require.resolve('#tests/support/scheduling/slots-hash');
    expect(new Set(await printed(script, [...zones, ...zones], '100'))).toEqual(new Set(here));
  });
});
