import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const script = require.resolve('#tests/support/scheduling/plan-once');
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'];

describe('planning on two threads', () => {
  it('gives the same plans in every process and time zone', async () => {
    const digests: string[] = [];
    for (const zone of [...zones, ...zones]) {
      const { stdout } = await promisify(execFile)(process.execPath, ['-r', '@swc-node/register', script], {
        env: { ...process.env, TZ: zone },
      });
      digests.push(stdout.trim());
    }
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(1);
  });
});
