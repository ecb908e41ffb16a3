/**
 * Every environment variable the product reads. `by` says who sets it: a person, the supervisor behind `npm start`
 * (or whoever runs the processes without it), or the test runner. A `secret` may also come as NAME_FILE, the path of a
 * file with the value. `.env.example` explains each of them; a test keeps the two lists equal.
 */
export interface Variable {
  name: string;
  by: 'person' | 'supervisor' | 'test';
  secret?: true;
}

export const VARIABLES: readonly Variable[] = [
  { name: 'NODE_ENV', by: 'person' },
  { name: 'HOST', by: 'person' },
  { name: 'PORT', by: 'person' },
  { name: 'PUBLIC_URL', by: 'person' },
  { name: 'TRUST_PROXY', by: 'person' },
  { name: 'DATABASE_URL', by: 'person', secret: true },
  { name: 'DATABASE_APP_URL', by: 'person', secret: true },
  { name: 'DATABASE_SYSTEM_URL', by: 'person', secret: true },
  { name: 'TEMPORAL_ADDRESS', by: 'person' },
  { name: 'TEMPORAL_NAMESPACE', by: 'person' },
  { name: 'TEMPORAL_UI_URL', by: 'person' },
  { name: 'TEMPORAL_TLS', by: 'person' },
  { name: 'TEMPORAL_TLS_CA', by: 'person', secret: true },
  { name: 'TEMPORAL_TLS_CERT', by: 'person', secret: true },
  { name: 'TEMPORAL_TLS_KEY', by: 'person', secret: true },
  { name: 'TEMPORAL_API_KEY', by: 'person', secret: true },
  { name: 'TEMPORAL_CLI', by: 'person' },
  { name: 'TEMPORAL_TEST_SERVER', by: 'person' },
  { name: 'SMTP_URL', by: 'person', secret: true },
  { name: 'OIDC_ISSUERS', by: 'person', secret: true },
  { name: 'CHROMIUM', by: 'person' },
  { name: 'PATHWELL_DATA', by: 'person' },
  { name: 'PATHWELL_MAIL_FROM', by: 'person' },
  { name: 'PATHWELL_VIDEO_S3', by: 'person', secret: true },
  { name: 'PATHWELL_VIDEO_BUNNY', by: 'person', secret: true },
  { name: 'PATHWELL_LOG_LEVEL', by: 'person' },
  { name: 'PATHWELL_METRICS_PORT', by: 'person' },
  { name: 'PATHWELL_DATABASE_POOL', by: 'person' },
  { name: 'PATHWELL_KEYS', by: 'person', secret: true },
  { name: 'PATHWELL_COOKIE_KEYS', by: 'person', secret: true },
  { name: 'PATHWELL_AUDIT_SEAL_KEY', by: 'person', secret: true },
  { name: 'PATHWELL_OIDC_JWKS', by: 'person', secret: true },
  { name: 'PATHWELL_INSTALLATION_ID', by: 'supervisor' },
  { name: 'PATHWELL_MODE', by: 'supervisor' },
  { name: 'PATHWELL_EMBEDDED', by: 'supervisor' },
  { name: 'PATHWELL_MAIL_INBOX', by: 'supervisor' },
  { name: 'PATHWELL_WORKFLOW_BUNDLE', by: 'supervisor' },
  { name: 'PATHWELL_WEB_FOLDER', by: 'supervisor' },
  { name: 'PATHWELL_TEST_PG', by: 'test', secret: true },
  { name: 'PATHWELL_TEST_TEMPORAL', by: 'test' },
  { name: 'PATHWELL_TEST_TEMPLATE', by: 'test' },
];
