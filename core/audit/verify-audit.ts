import { createPrivateKey, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { sealText, type AuditRow } from '#domain/audit/row-text';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { readAnchor } from './anchor';
import {
  chainRows,
  countUnsealed,
  findSeal,
  firstRowBetween,
  listChains,
  PLATFORM_CHAIN,
  sealsAfter,
  type SealRow,
} from './audit.repository';
import { CHAIN_START, PREFIX_BYTES, rootOf } from './seal-audit';

/** What is wrong first in a chain. `rowId` is the first bad row where it can be named. */
export interface AuditFault {
  organizationId: number | null;
  sealNumber: number;
  rowId: number | null;
  what: 'row_changed' | 'row_removed' | 'row_added' | 'seal_changed' | 'seal_missing' | 'signature' | 'end_removed';
}

export interface AuditVerdict {
  seals: number;
  rows: number;
  /** Rows too young to be sealed. */
  unsealed: number;
  faults: AuditFault[];
}

const PAGE = 500;

/** Checks every chain from its first seal: rows against roots, seals against each other, signatures against the key. */
export async function verifyAudit(kernel: Kernel, now: Date = new Date()): Promise<AuditVerdict> {
  const key = createPublicKey(createPrivateKey(kernel.config.keys.auditSealKeyPem));
  const verdict: AuditVerdict = { seals: 0, rows: 0, unsealed: 0, faults: [] };
  const chains = await inSystemTx(systemCtx(kernel, null, now), (tx) => listChains(tx));
  for (const chain of chains) await verifyChain(kernel, now, chain, key, verdict);
  for (const [chain, end] of Object.entries(await readAnchor(kernel.config))) {
    const known = verdict.faults.some((fault) => (fault.organizationId ?? PLATFORM_CHAIN) === Number(chain));
    if (!known) await verifyEnd(kernel, now, Number(chain), end, verdict);
  }
  return verdict;
}

/** The newest seal this machine saw must still be there: a chain that was cut short fits together all the same. */
async function verifyEnd(
  kernel: Kernel,
  now: Date,
  chain: number,
  end: { seal_number: number; hash: string },
  verdict: AuditVerdict,
): Promise<void> {
  const seal = await inSystemTx(systemCtx(kernel, null, now), (tx) => findSeal(tx, chain, end.seal_number));
  if (seal?.hash === end.hash) return;
  const organizationId = chain === PLATFORM_CHAIN ? null : chain;
  verdict.faults.push({ organizationId, sealNumber: end.seal_number, rowId: null, what: 'end_removed' });
}

interface Cursor {
  number: number;
  hash: string;
  lastId: number;
}

async function verifyChain(kernel: Kernel, now: Date, chain: number, key: KeyObject, verdict: AuditVerdict): Promise<void> {
  let at: Cursor = { number: 0, hash: CHAIN_START, lastId: 0 };
  for (;;) {
    const page = await inSystemTx(systemCtx(kernel, null, now), async (tx) => checkPage(tx, chain, at, key, verdict));
    if (page === 'fault') return;
    if (page === null) break;
    at = page;
  }
  const { lastId } = at;
  verdict.unsealed += await inSystemTx(systemCtx(kernel, null, now), (tx) => countUnsealed(tx, chain, lastId));
}

async function checkPage(
  tx: Tx,
  chain: number,
  start: Cursor,
  key: KeyObject,
  verdict: AuditVerdict,
): Promise<Cursor | 'fault' | null> {
  const seals = await sealsAfter(tx, chain, start.number, PAGE);
  let at = start;
  for (const seal of seals) {
    const fault = (await sealFault(tx, chain, at, seal, key)) ?? (await rowFault(tx, chain, seal));
    if (fault !== null) {
      verdict.faults.push({ organizationId: chain === PLATFORM_CHAIN ? null : chain, sealNumber: seal.seal_number, ...fault });
      return 'fault';
    }
    verdict.seals += 1;
    verdict.rows += seal.row_count;
    at = { number: seal.seal_number, hash: seal.hash, lastId: seal.last_id };
  }
  return seals.length === 0 ? null : at;
}

type Found = Pick<AuditFault, 'rowId' | 'what'> | null;

async function sealFault(tx: Tx, chain: number, before: Cursor, seal: SealRow, key: KeyObject): Promise<Found> {
  if (seal.seal_number !== before.number + 1) return { rowId: null, what: 'seal_missing' };
  const text = sealText(seal);
  if (seal.previous_hash !== before.hash || seal.hash !== sha256Hex(text)) return { rowId: seal.first_id, what: 'seal_changed' };
  if (!verify(null, Buffer.from(text), key, Buffer.from(seal.signature, 'base64'))) {
    return { rowId: seal.first_id, what: 'signature' };
  }
  const between = await firstRowBetween(tx, chain, before.lastId, seal.first_id);
  return between === null ? null : { rowId: between, what: 'row_added' };
}

async function rowFault(tx: Tx, chain: number, seal: SealRow): Promise<Found> {
  const rows = await chainRows(tx, chain, seal.first_id, seal.last_id);
  const { root, prefixes } = rootOf(rows);
  if (root === seal.root && rows.length === seal.row_count) return null;
  return firstDifference(rows, prefixes, seal);
}

/** Walks both lists to the first place where they part. */
function firstDifference(rows: readonly AuditRow[], found: Buffer, seal: SealRow): Found {
  const sealed = seal.row_hashes;
  const leaf = (list: Buffer, index: number): Buffer => list.subarray(index * PREFIX_BYTES, (index + 1) * PREFIX_BYTES);
  const index = Array.from({ length: Math.max(rows.length, seal.row_count) }).findIndex(
    (_, i) => !leaf(found, i).equals(leaf(sealed, i)),
  );
  const what = rows.length === seal.row_count ? 'row_changed' : rows.length < seal.row_count ? 'row_removed' : 'row_added';
  return { rowId: rows[Math.max(index, 0)]?.id ?? seal.last_id, what };
}
