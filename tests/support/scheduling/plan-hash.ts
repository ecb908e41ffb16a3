import { createHash } from 'node:crypto';
import { planSessions } from '#domain/scheduling/plan-sessions';
import { randomClinic } from './random-clinic';

/** A digest of the plans of `count` random clinics: equal digests, equal plans. */
export function planHash(firstSeed: number, count: number): string {
  const hash = createHash('sha256');
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    hash.update(JSON.stringify(planSessions(randomClinic(seed), { seed: 7, epochs: 1 })));
  }
  return hash.digest('hex');
}

if (require.main === module) process.stdout.write(planHash(Number(process.argv[2]), Number(process.argv[3])));
