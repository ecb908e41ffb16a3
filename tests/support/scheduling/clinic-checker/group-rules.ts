import type { Facts, Finding, Occurrence } from './facts';

const idsOf = ({ members }: Occurrence): string[] => members.map(({ session }) => session.id);

/** Members that are missing in a group; 0 for a therapy of one patient. */
export const missingMembers = ({ members, first }: Occurrence): number =>
  first.therapy.group === null ? 0 : Math.max(0, first.therapy.group.min - members.length);

/** Size of a group and who may share it. */
export function checkGroups(facts: Facts): Finding[] {
  return facts.occurrences.flatMap((occurrence) => {
    const { first, members, pinned } = occurrence;
    const { group, id } = first.therapy;
    if (group === null || pinned) return [];
    const findings: Finding[] = [];
    const sessionIds = idsOf(occurrence);
    const most = Math.min(group.max, first.room?.capacity ?? group.max);
    if (members.length > most) {
      const text = `${members.length} members of ${id} where ${most} fit.`;
      findings.push({ rule: 'group_capacity', instance: `group_capacity:${id}`, sessionIds, text });
    }
    if (facts.level('group_minimum') === 'hard' && missingMembers(occurrence) > 0) {
      const text = `${members.length} members of ${id}, at least ${group.min} are needed.`;
      findings.push({ rule: 'group_minimum', instance: `group_minimum:${id}`, sessionIds, text });
    }
    if (facts.level('privacy') !== 'off' && group.sameGender && new Set(members.map(({ patient }) => patient.gender)).size > 1) {
      findings.push({
        rule: 'privacy',
        instance: `privacy:${id}`,
        sessionIds,
        text: `A mixed group of ${id}, which takes one gender.`,
      });
    }
    return findings;
  });
}
