import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Turns `<13-digit>-<slug>.{up,down}.sql` pairs into TypeORM migration classes; TypeORM keeps the ledger.
 * A pair without its other half stops the start.
 */
export function sqlMigrations(folder: string): (new () => MigrationInterface)[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => file.slice(0, -'.up.sql'.length))
    .sort();
  return names.map((name) => {
    const [stamp, ...slug] = name.split('-');
    if (stamp === undefined || !/^\d{13}$/.test(stamp)) throw new Error(`Migration ${name} must start with 13 digits`);
    const up = readFileSync(join(folder, `${name}.up.sql`), 'utf8');
    const down = readFileSync(join(folder, `${name}.down.sql`), 'utf8');
    const className = `${slug.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')}${stamp}`;
    return class SqlMigration implements MigrationInterface {
      readonly name = className;
      async up(runner: QueryRunner): Promise<void> {
        await runner.query(up);
      }
      async down(runner: QueryRunner): Promise<void> {
        await runner.query(down);
      }
    };
  });
}
