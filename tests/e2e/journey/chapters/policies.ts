import type { Stage } from '../stage';

type Values = Record<string, unknown>;
const PATH = '/v1/organizations/current/policies';

/** What the clinic decided, to be put back when the journey is over. */
export class Policies {
  private constructor(
    private readonly stage: Stage,
    private readonly before: Values,
  ) {}

  static async remember(stage: Stage): Promise<Policies> {
    const { api } = await stage.as('admin');
    const { values } = await api.get<{ values: Values }>(PATH);
    return new Policies(stage, values);
  }

  async set(values: Values): Promise<void> {
    const { api } = await this.stage.as('admin');
    const { etag } = await api.tagged(PATH);
    await api.patch(PATH, { values }, { 'if-match': etag });
  }

  async putBack(keys: readonly string[]): Promise<void> {
    await this.set(Object.fromEntries(keys.map((key) => [key, this.before[key]])));
  }
}

/** An hour far from now where the patient lives, so that the journey can be played at night as well. */
export function quietElsewhere(zone: string, now: Date): Values {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(now));
  const at = (offset: number): string => `${String((hour + offset) % 24).padStart(2, '0')}:00`;
  return { 'quiet_hours.start': at(11), 'quiet_hours.end': at(12) };
}

export const QUIET_KEYS = ['quiet_hours.start', 'quiet_hours.end'] as const;

/** Days become seconds. */
export const SHORT_APPROVAL = {
  'approval.remind_after': 'PT2S',
  'approval.escalate_after': 'PT4S',
  'approval.expire_after': 'PT8S',
} as const;
export const SHORT_SILENCE = { 'silence.after': 'PT6S' } as const;
