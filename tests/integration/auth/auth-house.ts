import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthenticate } from '#api/auth/create-authenticate';
import { features } from '#api/features';
import { syncIssuers } from '#core/auth/sync-issuers';
import type { Kernel } from '#core/kernel/ctx';
import { SmtpMail } from '#core/kernel/ports/smtp-mail';
import { openMailInbox, type InboxMessage, type MailInbox } from '#embedded/mail-inbox/store';
import { startMailServer } from '#embedded/mail-inbox/smtp';
import { freePorts } from '#embedded/supervisor/ports';
import { seedDemoPeople } from '#migrations/seeds/demo/people';
import { startTestApi, type Caller, type TestApi, type TestReply } from '#tests/support/api-client';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';
import type { Config } from '#core/kernel/config';

// Hashing passwords is slow on purpose, and the machine may be busy.
jest.setTimeout(60_000);

/** The product's API on a database of its own with the demo people, its own sign-in and a real mail server. */
export interface AuthHouse {
  kernel: Kernel;
  api: TestApi;
  inbox: MailInbox;
  database: HttpKernel['database'];
  browser(): Browser;
  /** Signed in with one click as a demo person. */
  as(person: string): Promise<Browser>;
  /** The newest mail to an address that did not lie there before. */
  nextMail(to: string): Promise<InboxMessage>;
  idOf(demoKey: string): Promise<number>;
  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** Keeps cookies as a browser does, and sends the CSRF token as our own page does. */
export interface Browser {
  call: Caller;
  cookies: Map<string, string>;
}

export async function openAuthHouse(change: (config: Config) => Config = (config) => config): Promise<AuthHouse> {
  const base = await httpKernel();
  const folder = mkdtempSync(join(base.database.dataFolder, 'mail-'));
  const inbox = openMailInbox(folder);
  const [port = 0] = await freePorts(1);
  const smtp = await startMailServer(inbox, port);
  const kernel: Kernel = {
    ...base.kernel,
    config: change(base.kernel.config),
    mailer: new SmtpMail(`smtp://127.0.0.1:${port}`, 'Pathwell <no-reply@pathwell.example>'),
  };
  if (kernel.config.mode === 'demo') await seedDemoPeople(kernel);
  await syncIssuers(kernel);
  const api = await startTestApi({ kernel, routes: features.flat(), authenticate: createAuthenticate(kernel) });
  const seen = new Set<string>();
  const browser = (): Browser => openBrowser(api);
  const query = async <R>(sql: string, params: readonly unknown[] = []): Promise<R[]> => kernel.db.system.query(sql, [...params]);
  return {
    kernel,
    api,
    inbox,
    database: base.database,
    browser,
    query,
    as: async (person) => {
      const one = browser();
      const reply = await one.call('POST', '/v1/demo/sign-in', { body: { person } });
      if (reply.status !== 200) throw new Error(`Sign-in as ${person} answered ${reply.text}`);
      return one;
    },
    nextMail: async (to) => {
      for (let tries = 0; tries < 100; tries++) {
        const found = (await inbox.list({ to })).find(({ id }) => !seen.has(id));
        if (found !== undefined) {
          seen.add(found.id);
          const message = await inbox.get(found.id);
          if (message !== null) return message;
        }
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      throw new Error(`No mail came to ${to}`);
    },
    idOf: async (demoKey) => (await query<{ id: number }>('select id from users where demo_key = $1', [demoKey]))[0]?.id ?? 0,
    close: async () => {
      await api.close();
      await smtp.close();
      await base.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function openBrowser(api: TestApi): Browser {
  const cookies = new Map<string, string>();
  const call: Caller = async (method, path, options = {}) => {
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const csrf = cookies.get('pw_csrf');
    const headers = {
      ...(jar !== '' && { Cookie: jar }),
      ...(csrf !== undefined && { 'X-CSRF-Token': csrf }),
      ...options.headers,
    };
    const reply: TestReply = await api.with({})(method, path, { ...options, headers });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return reply;
  };
  return { call, cookies };
}

/** The part after `#` of the first link in a mail. */
export function tokenIn(message: InboxMessage): string {
  return /#([A-Za-z0-9_-]{20,})/.exec(message.text)?.[1] ?? '';
}
