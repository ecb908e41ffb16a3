import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { auditRowText, sealText, type AuditRow, type SealHead } from '#domain/audit/row-text';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { sha256Hex } from '#core/kernel/crypto';
import { inSystemTx, type Tx } from '#core/kernel/tx';
import { writeAnchor } from './anchor';
import {
  highestSealedId,
  insertSeal,
  lastSeal,
  PLATFORM_CHAIN,
  readHorizon,
  rowsBetween,
  takeSealLock,
  type Horizon,
  type SealRow,
} from './audit.repository';

const BATCH_ROWS = 20_000;

/** `previous_hash` of a chain's first seal. */
export const CHAIN_START = '0'.repeat(64);

/** Two looks back: the candidate's rows become final once every transaction that may still write below it is over. */
interface SealerState {
  /** Rows up to here were visible one run ago; `run` is the number of the transaction a run later. */
  fence: { maxId: number; run: number } | null;
  /** Rows up to here were visible in the last run. */
  candidate: number | null;
  sealedUpTo: number | null;
}

const states = new WeakMap<Kernel, SealerState>();

/**
 * Seals finished audit rows: one batch per organization, its root, the previous seal's hash, signed with the installation's key.
 * Call it every second or so from one or more processes. Row ids are drawn before their transaction commits, so a row may appear
 * below a higher one: ids become final only when every transaction that was open after they were drawn has ended. A row is therefore
 * sealed in the third run after it was written at the earliest.
 */
export async function sealAudit(kernel: Kernel, now: Date = new Date()): Promise<{ sealedRows: number }> {
  const state = states.get(kernel) ?? { fence: null, candidate: null, sealedUpTo: null };
  states.set(kernel, state);
  const sealed = await inSystemTx(systemCtx(kernel, null, now), async (tx) => {
    const horizon = await readHorizon(tx);
    const upTo = finalUpTo(state, horizon);
    if (upTo === null || !(await takeSealLock(tx))) return { sealedRows: 0, upTo: state.sealedUpTo, ends: {} };
    const from = state.sealedUpTo ?? (await highestSealedId(tx));
    const rows = await rowsBetween(tx, from, upTo, BATCH_ROWS);
    const key = createPrivateKey(kernel.config.keys.auditSealKeyPem);
    let sealedRows = 0;
    const ends: Record<string, { seal_number: number; hash: string }> = {};
    for (const [chain, batch] of byChain(rows)) {
      const seal = await sealBatch(tx, chain, batch, key);
      if (seal === null) continue;
      sealedRows += seal.row_count;
      ends[chain] = { seal_number: seal.seal_number, hash: seal.hash };
    }
    return { sealedRows, upTo: rows.at(-1)?.id ?? from, ends };
  });
  state.sealedUpTo = sealed.upTo; // after the commit: a failed one is tried again
  if (sealed.sealedRows > 0) await writeAnchor(kernel.config, sealed.ends);
  return { sealedRows: sealed.sealedRows };
}

/** Moves the two marks on; the id up to which rows are final, or null. */
function finalUpTo(state: SealerState, { max_id: maxId, xmin, own }: Horizon): number | null {
  const final = state.fence !== null && xmin > state.fence.run ? state.fence.maxId : null;
  if (state.fence === null || final !== null) {
    state.fence = state.candidate === null ? null : { maxId: state.candidate, run: own };
    state.candidate = maxId;
  }
  return final;
}

function byChain(rows: readonly AuditRow[]): Map<number, AuditRow[]> {
  const chains = new Map<number, AuditRow[]>();
  for (const row of rows) {
    const chain = row.organization_id ?? PLATFORM_CHAIN;
    const batch = chains.get(chain);
    if (batch === undefined) chains.set(chain, [row]);
    else batch.push(row);
  }
  return chains;
}

async function sealBatch(tx: Tx, chain: number, batch: readonly AuditRow[], key: KeyObject): Promise<SealRow | null> {
  const previous = await lastSeal(tx, chain);
  const rows = batch.filter((row) => row.id > (previous?.last_id ?? 0)); // another process may have been here
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { root, prefixes } = rootOf(rows);
  const head: SealHead = {
    organization_id: chain,
    seal_number: (previous?.seal_number ?? 0) + 1,
    first_id: first.id,
    last_id: last.id,
    row_count: rows.length,
    root,
    previous_hash: previous?.hash ?? CHAIN_START,
  };
  const text = sealText(head);
  const seal: SealRow = {
    ...head,
    hash: sha256Hex(text),
    signature: sign(null, Buffer.from(text), key).toString('base64'),
    row_hashes: prefixes,
  };
  await insertSeal(tx, seal);
  return seal;
}

/** Bytes kept of each row's hash, to name a changed row. */
export const PREFIX_BYTES = 8;

/** SHA-256 over the SHA-256 of every row in order, and the beginnings of those. O(rows). */
export function rootOf(rows: readonly AuditRow[]): { root: string; prefixes: Buffer } {
  const root = createHash('sha256');
  const prefixes: Buffer[] = [];
  for (const row of rows) {
    const leaf = createHash('sha256').update(auditRowText(row)).digest();
    root.update(leaf);
    prefixes.push(leaf.subarray(0, PREFIX_BYTES));
  }
  return { root: root.digest('hex'), prefixes: Buffer.concat(prefixes) };
}
