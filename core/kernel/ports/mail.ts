/** One mail, already rendered. `messageId` is the id of the message row, so that a retry is recognisable at the receiver. */
export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Where a mail program may unsubscribe the reader with one click (RFC 8058); null for mails that always come. */
  unsubscribeUrl: string | null;
}

export type MailVerdict = { outcome: 'sent' } | { outcome: 'rejected'; reason: string } | { outcome: 'retry'; reason: string };

/** Sends mail by SMTP. Permanent refusals (5xx) and temporary ones (4xx, connection) are told apart; neither throws. */
export interface MailPort {
  send(mail: OutgoingMail): Promise<MailVerdict>;
  /** True when the server answers within two seconds. */
  check(): Promise<boolean>;
}
