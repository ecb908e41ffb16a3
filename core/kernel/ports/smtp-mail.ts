import { createTransport, type Transporter } from 'nodemailer';
import type { MailPort, MailVerdict, OutgoingMail } from './mail';

const address = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/;

/** Sends by SMTP with a small pool. Addresses and subjects are checked here once more: a line break in either would add recipients. */
export class SmtpMail implements MailPort {
  private readonly transport: Transporter;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 20_000,
    } as Parameters<typeof createTransport>[0]);
  }

  async send(mail: OutgoingMail): Promise<MailVerdict> {
    if (!address.test(mail.to) || /[\r\n]/.test(mail.subject)) return { outcome: 'rejected', reason: 'bad_address' };
    try {
      await this.transport.sendMail({
        from: this.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.messageId.replace(/[^A-Za-z0-9.-]/g, '.')}@pathwell>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail.unsubscribeUrl) },
      });
      return { outcome: 'sent' };
    } catch (error) {
      return verdictOf(error);
    }
  }

  check(): Promise<boolean> {
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2_000, false).unref());
    const answered = this.transport.verify().then(
      () => true,
      () => false,
    );
    return Promise.race([answered, late]);
  }
}

/** One line each: a mail program reads the address only whole (RFC 8058 §3.1). */
function unsubscribeHeaders(url: string | null): Record<string, string | { prepared: true; value: string }> {
  if (url === null) return {};
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** 5xx is final; 4xx and a lost connection are worth another try. Reasons are codes: server texts may quote the address. */
function verdictOf(error: unknown): MailVerdict {
  const status = typeof error === 'object' && error !== null && 'responseCode' in error ? Number(error.responseCode) : 0;
  if (status >= 500 && status < 600) return { outcome: 'rejected', reason: `smtp_${status}` };
  return { outcome: 'retry', reason: status >= 400 ? `smtp_${status}` : 'unreachable' };
}
