import { api, type Page } from '../../api/client';

export interface Message {
  readonly id: number;
  readonly purpose: string;
  readonly template: string;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly delivered_at: string;
  readonly read_at: string | null;
}

export interface MessageWhy {
  readonly message: Message;
  readonly why_code: string;
  readonly why_params: Readonly<Record<string, unknown>>;
  readonly caused_at: string;
  readonly attempts: readonly {
    readonly channel: 'in_app' | 'email';
    readonly attempt: number;
    readonly outcome: 'sent' | 'rejected' | 'retry' | 'skipped' | 'deferred';
    readonly reason: string;
    readonly at: string;
  }[];
}

export interface Preference {
  readonly purpose: string;
  readonly channel: 'in_app' | 'email';
  readonly enabled: boolean;
  readonly mandatory: boolean;
}

export const fetchMessages = (cursor: string | undefined): Promise<Page<Message>> =>
  api.get<Page<Message>>('/v1/messages', { limit: 30, cursor });
export const markRead = (id: number): Promise<void> => api.post<void>(`/v1/messages/${id}/read`);
export const fetchWhy = (id: number): Promise<MessageWhy> => api.get<MessageWhy>(`/v1/messages/${id}/why`);
export const fetchPreferences = (): Promise<{ readonly items: readonly Preference[] }> =>
  api.get('/v1/me/notification-preferences');
export const setPreference = (
  change: Pick<Preference, 'purpose' | 'channel' | 'enabled'>,
): Promise<{ readonly items: readonly Preference[] }> => api.put('/v1/me/notification-preferences', change);
