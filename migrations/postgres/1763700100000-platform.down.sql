drop table if exists tasks, notification_preferences, message_attempts, messages, process_events, process_timers, processes, idempotency_keys,
  inbox, outbox, audit_seals, audit_log cascade;
