import { dataFolder, prepareDataFolder } from '#embedded/data-folder';
import { databaseUrl } from '#embedded/postgres/cluster';
import { loadOrCreateSecrets } from '#embedded/secrets';
import { TEST_PASSWORDS } from './servers';

/** The id the template database is stamped with. */
export const TEST_INSTALLATION = 'testinstallation';

export interface TestEnvOptions {
  database: string;
  port: number;
  dataFolder: string;
  temporalAddress: string;
}

/** The environment a process of the product would get for this test database; `loadConfig` accepts it as it is. */
export function testEnv(options: TestEnvOptions): Record<string, string> {
  const folder = dataFolder(options.dataFolder);
  prepareDataFolder(folder);
  const secrets = loadOrCreateSecrets(folder);
  return {
    NODE_ENV: 'test',
    PATHWELL_DATA: folder.root,
    PATHWELL_INSTALLATION_ID: TEST_INSTALLATION,
    PATHWELL_MODE: 'demo',
    PATHWELL_EMBEDDED: 'postgres,temporal,smtp',
    PATHWELL_LOG_LEVEL: 'silent',
    DATABASE_APP_URL: databaseUrl('pathwell_app', TEST_PASSWORDS.app, options.port, options.database),
    DATABASE_SYSTEM_URL: databaseUrl('pathwell_system', TEST_PASSWORDS.system, options.port, options.database),
    TEMPORAL_ADDRESS: options.temporalAddress,
    TEMPORAL_NAMESPACE: 'pathwell',
    SMTP_URL: 'smtp://127.0.0.1:9',
    PATHWELL_MAIL_INBOX: folder.mail,
    PATHWELL_KEYS: secrets.keyRing,
    PATHWELL_COOKIE_KEYS: secrets.cookieKeys,
    PATHWELL_AUDIT_SEAL_KEY: secrets.auditSealKeyPem,
    PATHWELL_OIDC_JWKS: secrets.oidcJwks,
  };
}
