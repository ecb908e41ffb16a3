import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const script = require.resolve('#tests/support/scheduling/plan-repeatedly');
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'];
const runsAProcess = 34;

describe('planning on two threads', () => {
  it('goes the same way in a hundred runs, in every process and time zone', async () => {
    const digests: string[] = [];
    for (const zone of zones) {
      const { stdout } = await promisify(execFile)(process.execPath, ['-r', '@swc-node/register', script, String(runsAProcess)], {
        env: { ...process.env, TZ: zone },
      });
      digests.push(...stdout.trim().split('\n'));
    }
    expect(digests).toHaveLength(zones.length * runsAProcess);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(1);
  });
});
