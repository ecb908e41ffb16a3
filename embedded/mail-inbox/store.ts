import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address } from 'postal-mime';

/** One line of the inbox. */
export interface InboxEntry {
  id: string;
  receivedAt: string;
  from: string;
  to: readonly string[];
  subject: string;
}

export interface InboxMessage extends InboxEntry {
  text: string;
  html: string | null;
}

export interface InboxQuery {
  /** Only messages to this address, compared without case. */
  to?: string;
  limit?: number;
}

/** Messages of the embedded mail server, one file each, newest first. Readers and the server may be different processes. */
export interface MailInbox {
  /** Resolves when the message is on the disk. */
  add(envelope: { from: string; to: readonly string[] }, raw: Buffer): Promise<string>;
  list(query?: InboxQuery): Promise<readonly InboxEntry[]>;
  /** null when there is none of that id. */
  get(id: string): Promise<InboxMessage | null>;
  remove(id: string): Promise<void>;
}

/** Time in front so that names sort by arrival; the random part keeps two of one millisecond apart. */
const ID = /^\d{13}-[a-f0-9]{12}$/;

export function openMailInbox(folder: string): MailInbox {
  /** Files never change, so what was read once stays true. */
  const entries = new Map<string, InboxEntry>();
  const entry = async (id: string): Promise<InboxEntry | null> => {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const message = await read(folder, id);
    if (message === null) return null;
    const { text: _text, html: _html, ...line } = message;
    entries.set(id, line);
    return line;
  };
  return {
    add: (envelope, raw) => write(folder, envelope, raw),
    list: async ({ to, limit = 100 } = {}) => {
      const found: InboxEntry[] = [];
      const wanted = to?.toLowerCase();
      for (const id of await ids(folder)) {
        if (found.length >= limit) break;
        const line = await entry(id);
        if (line !== null && (wanted === undefined || line.to.some((address) => address.toLowerCase() === wanted))) {
          found.push(line);
        }
      }
      return found;
    },
    get: (id) => (ID.test(id) ? read(folder, id) : Promise.resolve(null)),
    remove: async (id) => {
      entries.delete(id);
      if (ID.test(id)) await rm(join(folder, `${id}.eml`), { force: true });
    },
  };
}

async function ids(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -'.eml'.length))
    .filter((id) => ID.test(id))
    .toSorted()
    .toReversed();
}

/** The envelope goes in front as header lines: the addresses in the message itself may differ from who really gets it. */
async function write(folder: string, envelope: { from: string; to: readonly string[] }, raw: Buffer): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const id = `${String(Date.now()).padStart(13, '0')}-${randomBytes(6).toString('hex')}`;
  const head = `X-Envelope-From: ${oneLine(envelope.from)}\r\nX-Envelope-To: ${envelope.to.map(oneLine).join(', ')}\r\n`;
  const draft = join(folder, `${id}.new`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(Buffer.concat([Buffer.from(head), raw]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, `${id}.eml`));
  return id;
}

async function read(folder: string, id: string): Promise<InboxMessage | null> {
  const raw = await readFile(join(folder, `${id}.eml`)).catch(() => null);
  if (raw === null) return null;
  const mail = await PostalMime.parse(raw);
  const header = (key: string): string => mail.headers.find((line) => line.key === key)?.value ?? '';
  const receivedAt = new Date(Number(id.slice(0, 13))).toISOString();
  return {
    id,
    receivedAt,
    from: mail.from === undefined ? header('x-envelope-from') : display(mail.from),
    to: header('x-envelope-to')
      .split(', ')
      .filter((address) => address !== ''),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
  };
}

function display(address: Address): string {
  return address.name === '' ? (address.address ?? '') : `${address.name} <${address.address ?? ''}>`;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n,]+/g, ' ');
}
