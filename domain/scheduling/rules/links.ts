import { dayOf, dayStart } from '../model/local-days';
import { LINK_COST, type Centre } from '../model/clinic-problem';
import type { Reason } from '../model/clinic-plan';
import type { Clinic, CompiledLink, CompiledSession, Move } from '../model/compiled';
import type { RuleId } from '../model/rule-settings';
import { earliestAfter, farEnd, gapBetween, latestAfter, nearEnd } from '../network/gap-bounds';
import type { ScheduleState } from '../state/schedule-state';
import type { StartWindow } from '../state/start-window';
import { reason, type Price, type Rule, type Stretch } from './rule';

/** The session at the other end of a link. */
export const otherEnd = (link: CompiledLink, session: number): number => (link.from === session ? link.to : link.from);

function centreOf(clinic: Clinic, link: CompiledLink): Centre {
  const centre = clinic.centres[clinic.sessions[link.to]?.centre ?? -1];
  if (centre === undefined) throw new Error('link was not validated');
  return centre.row;
}

/** Both ends of a link with the move in place of its session; null while the other end has no place. */
function endsOf(state: ScheduleState, link: CompiledLink, move: Move): { from: Move; to: Move } | null {
  const other = state.move(otherEnd(link, move.session));
  if (other === null) return null;
  return link.from === move.session ? { from: move, to: other } : { from: other, to: move };
}

type Broken = (
  state: ScheduleState,
  link: CompiledLink,
  ends: { from: Move; to: Move },
) => Readonly<Record<string, number>> | null;

/** The links of a session of which one rule speaks. */
const linksOf = (session: CompiledSession, kinds: (link: CompiledLink) => boolean): readonly CompiledLink[] =>
  session.links.length === 0 ? session.links : session.links.filter(kinds);

function blameLinks(
  state: ScheduleState,
  move: Move,
  rule: RuleId,
  kinds: (link: CompiledLink) => boolean,
  broken: Broken,
): Reason[] {
  const found: Reason[] = [];
  for (const link of linksOf(state.session(move.session), (one) => one.hard && kinds(one))) {
    const ends = endsOf(state, link, move);
    const numbers = ends === null ? null : broken(state, link, ends);
    const other = state.move(otherEnd(link, move.session));
    if (numbers === null || other === null) continue;
    found.push(
      reason(rule, link.row.id, {
        subject: { kind: 'link', id: link.row.id },
        blocker: { kind: 'session', id: state.session(other.session).id },
        span: { start: other.start, end: other.end },
        numbers,
      }),
    );
  }
  return found;
}

/** Soft links cost once each, on the session they lead to (where that is pinned, on the other); broken is asked once both ends are placed. */
function softPrice(kinds: (link: CompiledLink) => boolean, broken: Broken): Price {
  const costs = (state: ScheduleState, move: Move, counts: (link: CompiledLink) => boolean): number => {
    let sum = 0;
    for (const link of state.session(move.session).links) {
      if (link.hard || !kinds(link) || !counts(link)) continue;
      const ends = endsOf(state, link, move);
      if (ends !== null && broken(state, link, ends) !== null) sum += LINK_COST;
    }
    return sum;
  };
  return {
    level: 4,
    borneBy: 'session',
    concerns: (_state, session) => session.links.some((one) => !one.hard && kinds(one)),
    whole: (state, move) => costs(state, move, () => true),
    part: (state, move) => costs(state, move, (link) => (link.to === move.session ? true : state.session(link.to).pinned)),
  };
}

/** Narrows the starts by what placed neighbours allow, exactly for the length at hand. */
function pruneGap(state: ScheduleState, session: CompiledSession, starts: StartWindow, side: 'min' | 'max'): void {
  for (const link of session.links) {
    const gap = link.hard && isGap(link) ? link.gap : null;
    const bound = gap?.[side] ?? null;
    const other = state.move(otherEnd(link, session.index));
    if (gap === null || bound === null || other === null) continue;
    const forward = link.to === session.index;
    const theirs = nearEnd(gap, forward) ? other.end : other.start;
    const length = farEnd(gap, forward) ? starts.lengths.minutes : 0;
    const lag = forward ? bound : -bound;
    if ((side === 'min') === forward) starts.keepBetween(earliestAfter(gap, forward, theirs, lag) - length, Infinity);
    else starts.keepBetween(-Infinity, latestAfter(gap, forward, theirs, lag) - length);
  }
}

/** What a session's hard links with placed neighbours allow, one by one, for explanations. */
export function linkPrunes(
  state: ScheduleState,
  session: CompiledSession,
): readonly { rule: RuleId; link: CompiledLink; other: number; prune: (starts: StartWindow) => void }[] {
  const rules = [
    ['min_gap', minGap],
    ['max_gap', maxGap],
    ['same_day', sameDay],
    ['not_same_day', notSameDay],
  ] as const;
  return session.links
    .filter((link) => link.hard && state.move(otherEnd(link, session.index)) !== null)
    .flatMap((link) =>
      rules
        .filter(([rule]) => state.clinic.rules[rule].level !== 'off')
        .map(([rule, { prune }]) => ({
          rule,
          link,
          other: otherEnd(link, session.index),
          prune: (starts: StartWindow) => prune?.(state, { ...session, links: [link] }, starts),
        })),
    );
}

const isGap = (link: CompiledLink): boolean => link.row.kind === 'gap';

const tooClose: Broken = (_state, { gap }, { from, to }) => {
  if (gap === null || gap.min === null) return null;
  const there = gapBetween(gap, from, to);
  return there >= gap.min ? null : { there, needed: gap.min, days: gap.inDays ? 1 : 0 };
};

const tooFar: Broken = (_state, { gap }, { from, to }) => {
  if (gap === null || gap.max === null) return null;
  const there = gapBetween(gap, from, to);
  return there <= gap.max ? null : { there, needed: gap.max, days: gap.inDays ? 1 : 0 };
};

/** A later step waits long enough for the earlier one. */
export const minGap: Rule = {
  id: 'min_gap',
  ofLinks: true,
  prune: (state, session, starts) => pruneGap(state, session, starts, 'min'),
  blame: (state, move) => blameLinks(state, move, 'min_gap', isGap, tooClose),
  price: softPrice(isGap, tooClose),
};

/** A later step does not come too late after the earlier one. A soft link that is both is priced once: it cannot be both. */
export const maxGap: Rule = {
  id: 'max_gap',
  ofLinks: true,
  prune: (state, session, starts) => pruneGap(state, session, starts, 'max'),
  blame: (state, move) => blameLinks(state, move, 'max_gap', isGap, tooFar),
  price: softPrice(isGap, tooFar),
};

/** No later step without the earlier one, where the link says so. */
export const sequence: Rule = {
  id: 'sequence',
  ofLinks: true,
  check: (state, move) => missingSteps(state, state.session(move.session)).length === 0,
  blame: (state, move) => missingSteps(state, state.session(move.session)).map(stepReason(state)),
};

const asksForFirst = (link: CompiledLink): boolean => link.row.kind === 'gap' && link.row.requires;

/** Hard links that ask for an earlier step which has no place. */
export function missingSteps(state: ScheduleState, { index, links }: CompiledSession): readonly CompiledLink[] {
  if (state.clinic.rules.sequence.level === 'off') return [];
  return links.filter((link) => link.hard && asksForFirst(link) && link.to === index && state.move(link.from) === null);
}

/** Why a missing step is in the way. */
export const stepReason =
  (state: ScheduleState) =>
  (link: CompiledLink): Reason => {
    const blocker = { kind: 'session', id: state.session(link.from).id } as const;
    return reason('sequence', link.row.id, { subject: { kind: 'link', id: link.row.id }, blocker });
  };

function sameDayAs(state: ScheduleState, link: CompiledLink, ends: { from: Stretch; to: Stretch }): boolean {
  const centre = centreOf(state.clinic, link);
  return dayOf(centre, ends.from.start) === dayOf(centre, ends.to.start);
}

function dayOfOther(state: ScheduleState, session: CompiledSession, link: CompiledLink): Stretch | null {
  const other = state.move(otherEnd(link, session.index));
  if (other === null) return null;
  const centre = centreOf(state.clinic, link);
  const day = dayOf(centre, other.start);
  return { start: dayStart(centre, day), end: dayStart(centre, day + 1) };
}

const isSameDay = (link: CompiledLink): boolean => link.row.kind === 'same_day';
const apart: Broken = (state, link, ends) => (sameDayAs(state, link, ends) ? null : {});

/** Two sessions on one local day. */
export const sameDay: Rule = {
  id: 'same_day',
  ofLinks: true,
  prune: (state, session, starts) => {
    for (const link of linksOf(session, (one) => one.hard && isSameDay(one))) {
      const day = dayOfOther(state, session, link);
      if (day !== null) starts.keepBetween(day.start, day.end - 1);
    }
  },
  blame: (state, move) => blameLinks(state, move, 'same_day', isSameDay, apart),
  price: softPrice(isSameDay, apart),
};

const isNotSameDay = (link: CompiledLink): boolean => link.row.kind === 'not_same_day';
const together: Broken = (state, link, ends) => (sameDayAs(state, link, ends) ? {} : null);

/** Two sessions on different local days. */
export const notSameDay: Rule = {
  id: 'not_same_day',
  ofLinks: true,
  prune: (state, session, starts) => {
    for (const link of linksOf(session, (one) => one.hard && isNotSameDay(one))) {
      const day = dayOfOther(state, session, link);
      if (day !== null) starts.forbidStarts(day.start, day.end);
    }
  },
  blame: (state, move) => blameLinks(state, move, 'not_same_day', isNotSameDay, together),
  price: softPrice(isNotSameDay, together),
};

const isSamePractitioner = (link: CompiledLink): boolean => link.row.kind === 'same_practitioner';
const strangers: Broken = (_state, _link, { from, to }) => {
  const [small, large] = from.team.length <= to.team.length ? [from.team, to.team] : [to.team, from.team];
  return small.every((person) => large.includes(person)) ? null : {};
};

/** The same hands: everybody of the smaller team is in the other. */
export const samePractitioner: Rule = {
  id: 'same_practitioner',
  ofLinks: true,
  lastStart: (state, session, _seat, person) => {
    for (const link of session.links) {
      if (!link.hard || !isSamePractitioner(link)) continue;
      const other = state.move(otherEnd(link, session.index));
      if (other !== null && other.team.length >= session.seats.length && !other.team.includes(person)) return -Infinity;
    }
    return Infinity;
  },
  check: (state, move) => blameLinks(state, move, 'same_practitioner', isSamePractitioner, strangers).length === 0,
  blame: (state, move) => blameLinks(state, move, 'same_practitioner', isSamePractitioner, strangers),
  price: {
    ...softPrice(isSamePractitioner, strangers),
    // For the choice of people: each link prefers those who treat at its other end.
    person: (state, session, person) => {
      let sum = 0;
      for (const link of linksOf(session, (one) => !one.hard && isSamePractitioner(one))) {
        const other = state.move(otherEnd(link, session.index));
        if (other !== null && !other.team.includes(person)) sum += LINK_COST;
      }
      return sum;
    },
  },
};
