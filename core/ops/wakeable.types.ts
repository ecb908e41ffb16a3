/** Processes that can be asked to look again; a message has nothing to look at. */
export const wakeableKinds = ['enrollment', 'approval', 'patient_service_plan'] as const;

export interface WakeableSubject {
  kind: (typeof wakeableKinds)[number];
  subject_id: number;
}
