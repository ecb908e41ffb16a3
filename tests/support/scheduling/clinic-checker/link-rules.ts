import type { Link } from '#domain/scheduling/model/clinic-problem';
import type { RuleId } from '#domain/scheduling/model/rule-settings';
import { dayOf, type Facts, type Finding, type Held } from './facts';

type Gap = Extract<Link, { kind: 'gap' }>;

function gapOf(link: Gap, from: Held, to: Held): number {
  const at = ({ placement }: Held, anchor: 'start' | 'end'): number => {
    if (link.unit === 'minutes') return placement[anchor];
    return dayOf(to.centre, anchor === 'start' ? placement.start : placement.end - 1);
  };
  return at(to, link.toAnchor) - at(from, link.fromAnchor);
}

/** The rule a link breaks between two placed sessions; null: it holds. */
function brokenBetween(link: Link, from: Held, to: Held): RuleId | null {
  switch (link.kind) {
    case 'gap': {
      const gap = gapOf(link, from, to);
      if (link.min !== null && gap < link.min) return 'min_gap';
      return link.max !== null && gap > link.max ? 'max_gap' : null;
    }
    case 'same_day':
    case 'not_same_day': {
      const isSame = dayOf(to.centre, from.placement.start) === dayOf(to.centre, to.placement.start);
      return isSame === (link.kind === 'same_day') ? null : link.kind;
    }
    case 'same_practitioner': {
      const [smaller, larger] = [from.placement.practitionerIds, to.placement.practitionerIds].toSorted(
        (a, b) => a.length - b.length,
      );
      return smaller?.every((id) => larger?.includes(id)) === true ? null : 'same_practitioner';
    }
  }
}

/** A link that does not hold, with the rule it breaks. */
export interface BrokenLink {
  readonly link: Link;
  readonly rule: RuleId;
  readonly from: Held | null;
  readonly to: Held;
}

/** Every link that is broken and whose rule is looked at. Between two pinned sessions nothing is said. */
export function brokenLinks(facts: Facts): BrokenLink[] {
  return facts.problem.links.flatMap((link) => {
    const [from, to] = [facts.heldById.get(link.from) ?? null, facts.heldById.get(link.to) ?? null];
    if (to === null || (to.pinned && (from === null || from.pinned))) return [];
    const isOrphan = from === null && link.kind === 'gap' && link.requires && link.level === 'hard';
    const rule = from === null ? (isOrphan ? 'sequence' : null) : brokenBetween(link, from, to);
    return rule === null || facts.level(rule) === 'off' ? [] : [{ link, rule, from, to }];
  });
}

/** Hard links between sessions hold. */
export function checkLinks(facts: Facts): Finding[] {
  return brokenLinks(facts)
    .filter(({ link }) => link.level === 'hard')
    .map(({ link, rule, from, to }) => {
      const sessionIds = [...(from === null ? [] : [from.session.id]), to.session.id];
      const text = `Link ${link.id} (${link.kind}) from ${link.from} to ${link.to} does not hold.`;
      return { rule, instance: `${rule}:${link.id}`, sessionIds, text };
    });
}
