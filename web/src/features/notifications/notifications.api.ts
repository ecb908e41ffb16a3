import { api, type Page } from '../../api/client';
import type { Schemas } from '../../api/types';

export type Message = Schemas['MessageDto'];
export type MessageWhy = Schemas['MessageWhyDto'];
export type Preference = Schemas['PreferenceDto'];
/** Which mails an unsubscribe link is about, and whether they still come. */
export type MailChoice = Schemas['MailChoiceDto'];

export const fetchMessages = (cursor: string | undefined): Promise<Page<Message>> =>
  api.get<Page<Message>>('/v1/messages', { limit: 30, cursor });
export const markRead = (id: number): Promise<void> => api.post<void>(`/v1/messages/${id}/read`);
export const fetchWhy = (id: number): Promise<MessageWhy> => api.get<MessageWhy>(`/v1/messages/${id}/why`);
export const fetchPreferences = (): Promise<{ readonly items: readonly Preference[] }> =>
  api.get('/v1/me/notification-preferences');
export const setPreference = (
  change: Pick<Preference, 'purpose' | 'channel' | 'enabled'>,
): Promise<{ readonly items: readonly Preference[] }> => api.put('/v1/me/notification-preferences', change);
export const inspectUnsubscribe = (token: string): Promise<MailChoice> =>
  api.post<MailChoice>('/v1/unsubscribe/inspect', { token });
export const unsubscribe = (token: string): Promise<MailChoice> => api.post<MailChoice>('/v1/unsubscribe', { token });
