import { until, type Stage } from './stage';

interface MailHead {
  id: string;
  subject: string;
  receivedAt: string;
}
interface Mail extends MailHead {
  text: string | null;
  html: string | null;
}

const get = async <T>(stage: Stage, path: string): Promise<T> => (await fetch(`${stage.baseUrl}${path}`)).json() as Promise<T>;

/** Waits for a mail that came after `since`, and reads it. */
export async function mailTo(stage: Stage, to: string, since: Date, subject: RegExp): Promise<Mail> {
  const matching = async (): Promise<MailHead | undefined> => {
    const { items } = await get<{ items: MailHead[] }>(stage, `/inbox/api?to=${encodeURIComponent(to)}`);
    return items.find((mail) => new Date(mail.receivedAt) >= since && subject.test(mail.subject));
  };
  const head = await until(`a mail to ${to} about ${subject}`, matching, (mail) => mail !== undefined);
  return get<Mail>(stage, `/inbox/api/${head?.id ?? ''}`);
}
