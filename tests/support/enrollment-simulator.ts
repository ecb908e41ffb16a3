import type { EnrollmentCommand, EnrollmentEvent } from '#domain/treatment-plans/enrollment-commands';
import type { EnrollmentFacts } from '#domain/treatment-plans/enrollment-facts';
import { decide } from '#domain/treatment-plans/enrollment-machine';
import type { DueAction } from '#domain/treatment-plans/outlook.types';
import { outlook } from '#domain/treatment-plans/outlook';
import { settle } from '#domain/treatment-plans/settle';

export interface Done {
  at: number;
  action: DueAction;
}

export interface Simulated {
  facts: EnrollmentFacts;
  done: Done[];
  events: { at: number; event: EnrollmentEvent }[];
  refusals: string[];
}

const MAX_ROUNDS = 10;

function settleAll(state: Simulated, now: number): void {
  for (let round = 0; ; round += 1) {
    const { due } = outlook(state.facts, now);
    if (due.length === 0) return;
    if (round === MAX_ROUNDS) {
      throw new Error(`still due after ${MAX_ROUNDS} rounds: ${due.map((action) => action.key).join(', ')}`);
    }
    for (const action of due) {
      if (action.due_at > now) throw new Error(`${action.key} is not due yet`);
      const settled = settle(state.facts, action, now);
      state.facts = settled.facts;
      state.done.push({ at: now, action });
      state.events.push(...settled.events.map((event) => ({ at: now, event })));
    }
  }
}

/** Runs an enrollment as its workflow does: wakes at its timers and at commands, settles what is due, then decides the command. */
export function simulate(
  facts: EnrollmentFacts,
  commands: readonly { at: number; command: EnrollmentCommand }[],
  until: number,
): Simulated {
  const state: Simulated = { facts, done: [], events: [], refusals: [] };
  let now = facts.created_at;
  let next = 0;
  settleAll(state, now);
  for (;;) {
    const timer = outlook(state.facts, now).timers[0]?.due_at ?? Infinity;
    if (timer <= now) throw new Error('a timer ahead lies in the past');
    const command = commands[next];
    const wake = Math.min(timer, command?.at ?? Infinity);
    if (wake > until) return state;
    now = Math.max(now, wake);
    settleAll(state, now);
    if (command !== undefined && command.at <= now) {
      next += 1;
      const verdict = decide(state.facts, command.command, now);
      if (verdict.kind === 'refused') state.refusals.push(verdict.code);
      else {
        state.facts = verdict.facts;
        state.events.push(...verdict.events.map((event) => ({ at: now, event })));
        settleAll(state, now);
      }
    }
  }
}
