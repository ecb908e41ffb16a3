import { Liquid } from 'liquidjs';
import { messageTemplates, type TemplateVariables } from '#domain/notifications/templates';
import type { DeliveryRow } from './message.types';

// Limits stop a template from running away; `escape` keeps names from becoming markup in the HTML part.
const text = new Liquid({ cache: true, parseLimit: 20_000, renderLimit: 200, memoryLimit: 100_000, ownPropertyOnly: true });

export interface RenderedMessage {
  title: string;
  body: string;
}

function variables(row: DeliveryRow): TemplateVariables {
  const param = (name: string): unknown => row.params[name];
  const number = (name: string): number => (typeof param(name) === 'number' ? Number(param(name)) : 0);
  const string = (name: string): string => (typeof param(name) === 'string' ? String(param(name)) : '');
  return {
    clinic: row.clinic,
    phone: row.phone,
    recipient: row.recipient_name,
    plan: row.plan,
    patient: row.patient,
    colleague: row.colleague,
    service: row.service,
    reason: string('reason'),
    left: number('left'),
    reminder: number('reminder'),
    outcome: string('outcome'),
    date: string('date'),
  };
}

/** What the person reads in the app. */
export function renderForApp(row: DeliveryRow): RenderedMessage {
  const template = messageTemplates[row.template].app;
  const values = variables(row);
  return { title: text.parseAndRenderSync(template.title, values), body: text.parseAndRenderSync(template.body, values) };
}

/** Where mail programs unsubscribe; the token follows. People get a page, with the token behind a #, where no server sees it. */
export const UNSUBSCRIBE_PATH = '/mail/unsubscribe';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  unsubscribeUrl: string | null;
}

/** The mail: says that something waits, never what. The link needs a sign-in. Without a token it is a mail that always comes. */
export function renderMail(row: DeliveryRow, publicUrl: string, unsubscribeToken: string | null): RenderedMail {
  const template = messageTemplates[row.template].mail;
  const values = variables(row);
  const subject = text.parseAndRenderSync(template.subject, values).replace(/[\r\n]+/g, ' ');
  const body = text.parseAndRenderSync(template.body, values);
  const url = `${publicUrl}${row.link ?? '/'}`;
  const why =
    unsubscribeToken === null
      ? 'This mail always comes, because it is about safety or your account.'
      : 'You can choose which mails you get under Me → Messages in the app.';
  const stop =
    unsubscribeToken === null ? null : { label: 'Stop mails of this kind', url: `${publicUrl}/unsubscribe#${unsubscribeToken}` };
  const stopText = stop === null ? '' : `${stop.label}: ${stop.url}\n`;
  const stopHtml = stop === null ? '' : `<br><a href="${escapeHtml(stop.url)}" style="color:#47595a">${stop.label}</a>`;
  return {
    subject,
    text: `${body}\n\n${template.action}: ${url}\n\n${row.clinic}\n${why}\n${stopText}`,
    html: `<!doctype html><html lang="en"><body style="font-family:Figtree,system-ui,sans-serif;color:#102324;background:#fbfaf6;padding:24px"><p>${escapeHtml(body)}</p><p><a href="${escapeHtml(url)}" style="display:inline-block;background:#005a52;color:#ffffff;padding:12px 20px;border-radius:12px;text-decoration:none">${escapeHtml(template.action)}</a></p><p style="color:#47595a">${escapeHtml(row.clinic)}<br>${why}${stopHtml}</p></body></html>`,
    unsubscribeUrl: unsubscribeToken === null ? null : `${publicUrl}${UNSUBSCRIBE_PATH}/${unsubscribeToken}`,
  };
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
