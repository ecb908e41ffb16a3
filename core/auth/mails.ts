import type { Kernel } from '#core/kernel/ctx';
import { randomToken } from '#core/kernel/crypto';
import type { MailVerdict } from '#core/kernel/ports/mail';

/** A mail of the account itself: no preferences, no quiet hours, and nothing about health in it. */
export interface AccountMail {
  subject: string;
  paragraphs: readonly string[];
  /** Shown large, to be typed or copied. */
  code?: string;
  action?: { label: string; url: string };
  footer: string;
}

export function signInCodeMail(code: string, url: string): AccountMail {
  return {
    subject: `${code} is your sign-in code`,
    paragraphs: ['Type this code into the page that asked for it:'],
    code,
    action: { label: 'Or sign in with one click, in the same browser', url },
    footer:
      'Code and link work once and for ten minutes. If you did not ask for them, nothing happens when you ignore this mail.',
  };
}

export function staffHintMail(url: string): AccountMail {
  return {
    subject: 'How to sign in',
    paragraphs: [
      'Somebody asked for a sign-in code for this address. Your account signs in with a password and a second step instead.',
    ],
    action: { label: 'Sign in with your password', url },
    footer: 'If it was not you, nothing happens when you ignore this mail.',
  };
}

export function invitationMail(clinic: string, url: string, days: number): AccountMail {
  return {
    subject: `${clinic} invites you`,
    paragraphs: [`${clinic} has opened an account for you. Follow the link to begin.`],
    action: { label: 'Accept the invitation', url },
    footer: `The link is for you alone and works for ${days} days. If you did not expect it, ask the clinic or ignore this mail.`,
  };
}

export function passwordResetMail(url: string): AccountMail {
  return {
    subject: 'Set a new password',
    paragraphs: ['You can choose a new password now. Your second step stays as it is.'],
    action: { label: 'Choose a new password', url },
    footer: 'The link works once and for one hour. If you did not ask for it, ignore this mail: your password stays as it is.',
  };
}

export function secondFactorResetMail(url: string): AccountMail {
  return {
    subject: 'Set up your second step again',
    paragraphs: [
      'An administrator of your clinic has removed the second step of your sign-in, for example because your phone was lost.',
    ],
    action: { label: 'Choose a password and set up the second step', url },
    footer: 'The link works once and for one day. If this surprises you, speak to your clinic at once.',
  };
}

/** Sends one account mail. The verdict is the server's; nothing about the recipient reaches the log. */
export async function sendAccountMail(kernel: Kernel, to: string, mail: AccountMail): Promise<MailVerdict> {
  const verdict = await kernel.mailer.send({
    to,
    subject: mail.subject,
    text: textOf(mail),
    html: htmlOf(mail),
    unsubscribeUrl: null,
    messageId: `account-${randomToken(12)}`,
  });
  if (verdict.outcome !== 'sent') kernel.log.warn({ outcome: verdict.outcome }, 'account mail not sent');
  return verdict;
}

function textOf(mail: AccountMail): string {
  const action = mail.action === undefined ? [] : [`${mail.action.label}:`, mail.action.url];
  return [...mail.paragraphs, ...(mail.code === undefined ? [] : [mail.code]), ...action, mail.footer].join('\n\n');
}

function htmlOf(mail: AccountMail): string {
  const paragraph = (text: string, style = ''): string => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
  const code = mail.code === undefined ? '' : paragraph(mail.code, 'font-size:32px;font-weight:700;letter-spacing:6px;');
  const action =
    mail.action === undefined
      ? ''
      : `<p style="margin:0 0 16px;"><a href="${escapeHtml(mail.action.url)}" style="color:#0b5d57;font-weight:600;">${escapeHtml(mail.action.label)}</a></p>`;
  const body = `${mail.paragraphs.map((text) => paragraph(text)).join('')}${code}${action}${paragraph(mail.footer, 'color:#5b6b6a;font-size:14px;')}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(mail.subject)}</title></head>
<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1c2b2a;max-width:560px;margin:24px auto;padding:0 16px;">${body}</body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
