import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { features } from '#api/features';
import { unsubscribeMount } from '#api/notifications/unsubscribe.mount';
import { createMessage, type MessageWish } from '#core/notifications/create-message';
import { sendMail } from '#core/notifications/deliver-message';
import { sealUnsubscribe } from '#core/notifications/unsubscribe-token';
import { systemCtx, type Kernel } from '#core/kernel/ctx';
import { inSystemTx } from '#core/kernel/tx';
import { SmtpMail } from '#core/kernel/ports/smtp-mail';
import { DAY_MS } from '#domain/shared/duration';
import { startMailServer, type MailServer } from '#embedded/mail-inbox/smtp';
import { openMailInbox, type MailInbox } from '#embedded/mail-inbox/store';
import { freePorts } from '#embedded/supervisor/ports';
import { readFile } from 'node:fs/promises';
import { startTestApi, type TestApi, type TestReply } from '../../support/api-client';
import { buildOrganization, buildPatient } from '../../support/factories/base';
import { httpKernel, type HttpKernel } from '../../support/http-kernel';

let house: HttpKernel;
let kernel: Kernel;
let api: TestApi;
let smtp: MailServer;
let inbox: MailInbox;
let folder: string;
let orgId: number;
let patient: Awaited<ReturnType<typeof buildPatient>>;
/** Everything the API logs. */
let logged = '';

beforeAll(async () => {
  house = await httpKernel();
  folder = mkdtempSync(join(tmpdir(), 'pathwell-unsubscribe-'));
  inbox = openMailInbox(folder);
  const [port = 0] = await freePorts(1);
  smtp = await startMailServer(inbox, port);
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged += chunk.toString();
      done();
    },
  });
  kernel = {
    ...house.kernel,
    log: pino({ level: 'trace' }, sink),
    mailer: new SmtpMail(`smtp://127.0.0.1:${port}`, 'Pathwell <no-reply@pathwell.example>'),
  };
  api = await startTestApi({ kernel, routes: features.flat(), mounts: [unsubscribeMount()] });
  orgId = await buildOrganization(kernel);
  patient = await buildPatient(kernel, orgId, { name: 'Ottilie Brandner' });
}, 120_000);
afterAll(async () => {
  await api.close();
  await smtp.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Mail {
  text: string;
  html: string;
  /** The mail as it went over the wire, headers unfolded. */
  head: string;
}

/** Sends one message of a template to the patient and takes it out of the inbox. */
async function mail(template: MessageWish['template']): Promise<Mail> {
  const known = new Set((await inbox.list()).map(({ id }) => id));
  const ctx = systemCtx(kernel, orgId, new Date());
  const messageId = await inSystemTx(ctx, async (tx) => {
    await createMessage(tx, {
      orgId,
      recipientUserId: patient.actor.userId ?? 0,
      patientId: patient.patientId,
      dedupKey: `unsubscribe:${template}:${Date.now()}`,
      template,
      params: {},
      whyCode: 'plan.activated',
      whyParams: {},
      link: '/today',
      subjectKind: 'enrollment',
      subjectId: 0,
      expiresAt: null,
    });
    return (await tx.one<{ id: number }>('select max(id) as id from messages where organization_id = $1', [orgId])).id;
  });
  expect(await sendMail(ctx, { messageId, attempt: 1 })).toBe('sent');
  const arrived = (await inbox.list()).find(({ id }) => !known.has(id));
  const message = await inbox.get(arrived?.id ?? '');
  const raw = await readFile(join(folder, `${arrived?.id ?? ''}.eml`), 'utf8');
  const [head = ''] = raw.split(/\r?\n\r?\n/u);
  return { text: message?.text ?? '', html: message?.html ?? '', head: head.replaceAll(/\r?\n[ \t]+/gu, ' ') };
}

const linkIn = (text: string): string => /https?:\/\/\S+\/unsubscribe#([\w-]+)/u.exec(text)?.[1] ?? '';
const oneClickIn = (head: string): string => /^List-Unsubscribe: <(\S+)>$/mu.exec(head)?.[1] ?? '';

const inspect = (token: string): Promise<TestReply> =>
  api.anonymous('POST', '/v1/unsubscribe/inspect', { body: { token }, key: null });
const confirm = (token: string): Promise<TestReply> => api.anonymous('POST', '/v1/unsubscribe', { body: { token }, key: null });

/** As a mail program does: a form, no cookie, no page before it. */
const oneClick = (url: string): Promise<Response> =>
  fetch(`${api.baseUrl}${new URL(url).pathname}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
    redirect: 'manual',
  });

async function chosen(purpose: string): Promise<boolean | undefined> {
  const { body } = await api.as(patient)('GET', '/v1/me/notification-preferences');
  const items = body['items'] as { purpose: string; channel: string; enabled: boolean }[];
  return items.find((row) => row.purpose === purpose && row.channel === 'email')?.enabled;
}

const audited = (): Promise<{ fields: string[]; actor_user_id: number }[]> =>
  house.kernel.db.system.query(
    `select fields, actor_user_id from audit_log where action = 'preference.changed' and organization_id = $1 order by id`,
    [orgId],
  );

it('puts the link into text, HTML and header, each showing nothing about the reader', async () => {
  const { text, html, head } = await mail('plan_ready');
  const token = linkIn(text);
  expect(token).not.toBe('');
  expect(linkIn(html)).toBe(token);
  expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/mu);
  const url = oneClickIn(head);
  expect(url).toBe(`${kernel.config.http.publicUrl}/mail/unsubscribe/${token}`);
  for (const secret of ['Ottilie', 'Brandner', 'plan_ready']) expect(url).not.toContain(secret);
});

it('asks on a page before it switches anything off, and can be taken back in the app', async () => {
  const token = linkIn((await mail('plan_ready')).text);
  expect((await inspect(token)).body).toMatchObject({ purpose: 'plan', enabled: true });
  expect(await chosen('plan')).toBe(true);
  expect((await confirm(token)).body).toMatchObject({ purpose: 'plan', enabled: false });
  expect((await confirm(token)).body).toMatchObject({ enabled: false });
  expect(await chosen('plan')).toBe(false);
  expect(await audited()).toEqual([{ fields: ['plan', 'email'], actor_user_id: patient.actor.userId }]);
  const back = { purpose: 'plan', channel: 'email', enabled: true };
  expect((await api.as(patient)('PUT', '/v1/me/notification-preferences', { body: back })).status).toBe(200);
  expect((await inspect(token)).body).toMatchObject({ enabled: true });
});

it('is switched off by one click of a mail program, without session, and by no link scanner', async () => {
  const { head } = await mail('session_reminder');
  const url = oneClickIn(head);
  const scanned = await fetch(`${api.baseUrl}${new URL(url).pathname}`, { redirect: 'manual' });
  expect([scanned.status, scanned.headers.get('location')]).toEqual([302, `/unsubscribe#${url.split('/').at(-1) ?? ''}`]);
  expect(await chosen('reminder')).toBe(true);
  expect((await oneClick(url)).status).toBe(200);
  expect((await oneClick(url)).status).toBe(200);
  expect(await chosen('reminder')).toBe(false);
  expect(await chosen('service')).toBe(true);
});

it('offers no link in a mail that always comes', async () => {
  const { text, html, head } = await mail('hurt_reported');
  expect(`${text}${html}${head}`).not.toMatch(/unsubscribe/iu);
  expect(text).toContain('always comes');
});

it('answers a link that is unknown, changed or too old with a plain sentence, and changes nothing', async () => {
  const claim = { orgId, userId: patient.actor.userId ?? 0, purpose: 'service' } as const;
  const old = sealUnsubscribe(kernel.keys, claim, new Date(Date.now() - 181 * DAY_MS));
  const stranger = sealUnsubscribe(kernel.keys, { ...claim, userId: 999_999 }, new Date());
  for (const token of [old, stranger, 'x', 'v1.made.up']) {
    for (const reply of [await inspect(token), await confirm(token)]) {
      expect([reply.status, reply.body['code']]).toEqual([410, 'code_expired']);
      expect(reply.body['detail']).toContain('Me, Messages');
    }
    expect((await oneClick(`${kernel.config.http.publicUrl}/mail/unsubscribe/${token}`)).status).toBe(410);
  }
  expect(await chosen('service')).toBe(true);
});

it('leaves no token in any log line', async () => {
  const { text } = await mail('plan_ready');
  const token = linkIn(text);
  await inspect(token);
  await confirm(token);
  await oneClick(`${kernel.config.http.publicUrl}/mail/unsubscribe/${token}`);
  await oneClick(`${kernel.config.http.publicUrl}/mail/unsubscribe/${token}x`);
  expect(logged).toContain('/mail/unsubscribe/*');
  expect(logged).not.toContain(token.slice(0, 40));
});
