import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, prepareDataFolder, type DataFolder } from '../data-folder';
import { wipe } from './fresh';
import { parseFlags } from './plan';
import { temporaryFolder } from '#tests/support/temporary-folder';

function usedFolder(): DataFolder {
  const folder = dataFolder(temporaryFolder('fresh'));
  prepareDataFolder(folder);
  mkdirSync(join(folder.postgres, 'cluster'), { recursive: true });
  writeFileSync(folder.installation, '{}');
  for (const part of [folder.temporal, folder.mail, folder.files, folder.keys]) writeFileSync(join(part, 'x'), 'x');
  return folder;
}

describe('--fresh', () => {
  const yes = parseFlags(['--fresh', '--yes']);

  it.each(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'DATABASE_URL_FILE'])(
    'deletes nothing while %s points outside',
    async (name) => {
      const folder = usedFolder();
      await expect(wipe(folder, yes, { [name]: 'x' })).rejects.toThrow(`${name} points elsewhere`);
      expect(existsSync(join(folder.keys, 'x'))).toBe(true);
    },
  );

  it('deletes nothing when there is nobody to ask and --yes was not given', async () => {
    const folder = usedFolder();
    await expect(wipe(folder, parseFlags(['--fresh']), {})).rejects.toThrow('Add --yes');
    expect(existsSync(join(folder.keys, 'x'))).toBe(true);
  });

  it('deletes database, Temporal file, mails, files and keys together', async () => {
    const folder = usedFolder();
    await wipe(folder, yes, {});
    const left = [folder.postgres, folder.temporal, folder.mail, folder.files, folder.keys, folder.installation].filter((path) =>
      existsSync(path),
    );
    expect(left).toEqual([]);
  });

  it('never follows a pointer out of the system folder', async () => {
    const folder = usedFolder();
    const elsewhere = temporaryFolder('other');
    writeFileSync(folder.postgresPointer, `${elsewhere}\n`);
    await expect(wipe(folder, yes, {})).rejects.toThrow('not below /var/lib/pathwell');
    expect(existsSync(elsewhere)).toBe(true);
  });
});
