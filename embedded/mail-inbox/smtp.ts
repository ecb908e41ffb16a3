import { SMTPServer } from 'smtp-server';
import type { MailInbox } from './store';

const MAX_BYTES = 10 * 1024 * 1024;

export interface MailServer {
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps every message in the inbox. 250 is said only when the message is on the disk. */
export async function startMailServer(inbox: MailInbox, port: number): Promise<MailServer> {
  const server = new SMTPServer({
    name: 'pathwell',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_BYTES,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 2_000,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      // Past the limit the rest is read and dropped: the client must get its 552 in order.
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          callback(Object.assign(new Error('Message is too large'), { responseCode: 552 }));
          return;
        }
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const answer = async (): Promise<void> => callback(await store(inbox, { from, to }, Buffer.concat(chunks)));
        void answer();
      });
    },
  });
  // A client that breaks off must not end the supervisor.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What SMTP answers: nothing (250) once the message is on the disk, else a temporary refusal, so that the sender tries again. */
async function store(inbox: MailInbox, envelope: { from: string; to: readonly string[] }, raw: Buffer): Promise<Error | null> {
  try {
    await inbox.add(envelope, raw);
    return null;
  } catch {
    return Object.assign(new Error('Message could not be stored'), { responseCode: 451 });
  }
}
