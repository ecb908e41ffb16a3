import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Load } from '#domain/treatment-plans/prescription';
import type { OutboxRow, OutboxStore } from './outbox';
import type { SessionContent } from './session-content';

/** What this device knows of a session in progress; survives reload, call and flat battery. */
export interface LocalSession {
  readonly client_id: string;
  readonly user_id: number;
  readonly enrollment_id: number;
  readonly session_key: string;
  readonly completion_id: number | null;
  readonly pain_before: number | null;
  /** Exercises exchanged for an easier one: place in the session → exercise. */
  readonly swaps: Readonly<Record<number, number>>;
  /** Another load than the prescribed one, by place; absent in what an older version of this page kept. */
  readonly loads?: Readonly<Record<number, Load>>;
  /** What was prescribed, so that a reload without a network can go on. */
  readonly content: SessionContent;
  readonly updated_at: string;
}

/** A finished set as kept on this device, sent or not: with them the player resumes at the exact set even without a network. */
export interface LocalSet {
  readonly client_id: string;
  readonly session: string;
  readonly exercise_position: number;
  readonly set_number: number;
  readonly side: 'both' | 'left' | 'right';
  readonly skipped: boolean;
}

type Schema = Dexie & {
  outbox: EntityTable<OutboxRow & { id: number }, 'id'>;
  sessions: Table<LocalSession, string>;
  sets: Table<LocalSet, string>;
  refused: EntityTable<{ id: number; at: string; kind: string; code: string }, 'id'>;
};

let opened: Schema | null = null;

export const playerDb = (): Schema => {
  if (opened) return opened;
  // reason for `as`: Dexie adds the tables named in `stores` to the instance at run time.
  const db = new Dexie('pathwell-player') as Schema;
  db.version(1).stores({
    outbox: '++id, user_id, session',
    sessions: 'client_id, [user_id+enrollment_id]',
    sets: 'client_id, session',
    refused: '++id',
  });
  opened = db;
  return db;
};

export const outboxStore = (): OutboxStore => {
  const db = playerDb();
  return {
    next: async (userId) => (await db.outbox.where('user_id').equals(userId).sortBy('id'))[0],
    remove: async (row) => {
      if (row.id !== undefined) await db.outbox.delete(row.id);
    },
    dropSession: async (session) => {
      await db.transaction('rw', db.outbox, db.sessions, db.sets, async () => {
        await db.outbox.where('session').equals(session).delete();
        await db.sets.where('session').equals(session).delete();
        await db.sessions.delete(session);
      });
    },
    completionOf: async (session) => (await db.sessions.get(session))?.completion_id ?? null,
    setCompletion: async (session, completionId) => {
      await db.sessions.update(session, { completion_id: completionId });
    },
    refuse: async (row, problem) => {
      await db.refused.add({ at: new Date().toISOString(), kind: row.kind, code: problem.code });
    },
  };
};

export const waitingCount = (userId: number): Promise<number> => playerDb().outbox.where('user_id').equals(userId).count();

/** The session in progress of an enrollment on this device. */
export const localSessionOf = (userId: number, enrollmentId: number): Promise<LocalSession | undefined> =>
  playerDb().sessions.where('[user_id+enrollment_id]').equals([userId, enrollmentId]).last();

export const saveLocalSession = async (session: LocalSession): Promise<void> => {
  await playerDb().sessions.put(session);
};

/** Changes a part; the number the server gave meanwhile stays. */
export const patchSession = async (clientId: string, change: Partial<LocalSession>): Promise<void> => {
  await playerDb().sessions.update(clientId, change);
};

export const localSetsOf = (session: string): Promise<LocalSet[]> => playerDb().sets.where('session').equals(session).toArray();

/** Copies what the server holds, so that a later reload without a network is exact as well. */
export const rememberSets = async (sets: readonly LocalSet[]): Promise<void> => {
  await playerDb().sets.bulkPut([...sets]);
};

/** Keeps a set and its act together: either both survive or neither. */
export const keep = async (row: OutboxRow, set?: LocalSet): Promise<void> => {
  const db = playerDb();
  await db.transaction('rw', db.outbox, db.sets, async () => {
    await db.outbox.add(row);
    if (set) await db.sets.put(set);
  });
};

/** After the end of a session its local copy is not needed; what still waits to be sent stays, and so does the id it needs. */
export const closeLocalSession = async (session: string): Promise<void> => {
  const db = playerDb();
  await db.sets.where('session').equals(session).delete();
  const open = await db.outbox.where('session').equals(session).count();
  if (open === 0) await db.sessions.delete(session);
  else await db.sessions.update(session, { enrollment_id: 0 });
};
