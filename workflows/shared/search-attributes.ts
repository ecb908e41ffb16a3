import { defineSearchAttributeKey } from '@temporalio/common';

/*
 * Search attributes travel and are stored in clear text: opaque ids and enums only (decisions A5).
 * SQL visibility has ten keyword slots and three of each other type per namespace.
 */

/** Row id of the organization. */
export const ClinicId = defineSearchAttributeKey('ClinicId', 'KEYWORD');
/** The domain status of the process (`active`, `pending`, …). */
export const ProcessStatus = defineSearchAttributeKey('ProcessStatus', 'KEYWORD');
/** Whom the process waits for. */
export const BlockedOn = defineSearchAttributeKey('BlockedOn', 'KEYWORD');
/** When the next armed timer fires. */
export const DueAt = defineSearchAttributeKey('DueAt', 'DATETIME');
/** Something is parked and a person must look. */
export const NeedsOps = defineSearchAttributeKey('NeedsOps', 'BOOL');

/** Every key the product uses, for registration. */
export const searchAttributeKeys = [ClinicId, ProcessStatus, BlockedOn, DueAt, NeedsOps] as const;

export type BlockedOnValue = 'patient' | 'clinician' | 'system' | 'nobody';
