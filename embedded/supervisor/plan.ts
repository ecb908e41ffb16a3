import type { Mode, Settings } from '#core/kernel/config';
import type { Installation } from '../data-folder';

export interface StartFlags {
  noDemo: boolean;
  fresh: boolean;
  /** Answers the question of --fresh, for scripts. */
  yes: boolean;
  /** Sources instead of the build, watched. */
  dev: boolean;
}

/** Reads the flags of `npm start -- …`; throws a sentence for one it does not know. */
export function parseFlags(args: readonly string[]): StartFlags {
  const known = ['--no-demo', '--fresh', '--yes', '--dev'];
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) throw new Error(`npm start does not know ${unknown}; it takes --no-demo, --fresh and --yes.`);
  return {
    noDemo: args.includes('--no-demo'),
    fresh: args.includes('--fresh'),
    yes: args.includes('--yes'),
    dev: args.includes('--dev'),
  };
}

const LOOPBACK = ['127.0.0.1', '::1', '[::1]', 'localhost'];

/**
 * Demo or real is decided at the first start and is a property of the data from then on. Throws a sentence when this start
 * asks for something the data is not, or for a demo that others could reach.
 */
export function decideMode(settings: Settings, flags: StartFlags, stamp: Installation | null): Mode {
  const reason = realReason(settings, flags);
  if (stamp?.mode === 'demo' && reason !== null) {
    throw new Error(
      `${reason}, which means a real installation, but this data folder holds a demo, and a demo never becomes real. ` +
        'Choose another folder with PATHWELL_DATA.',
    );
  }
  const mode = stamp?.mode ?? (reason === null ? 'demo' : 'real');
  if (mode === 'demo') requireLoopback(settings);
  if (mode === 'real' && settings.smtpUrl === null) {
    throw new Error('A real installation sends real mail: set SMTP_URL (smtp://user:password@host:587).');
  }
  return mode;
}

function realReason(settings: Settings, flags: StartFlags): string | null {
  if (flags.noDemo) return '--no-demo is given';
  if (settings.databaseUrl !== null) return 'DATABASE_URL is set';
  if (settings.nodeEnv === 'production') return 'NODE_ENV is production';
  return null;
}

function requireLoopback(settings: Settings): void {
  if (!LOOPBACK.includes(settings.host)) {
    throw new Error(
      `A demo signs anybody in with one click, so it listens on this machine only, not on HOST ${settings.host}. Use --no-demo for a real installation.`,
    );
  }
  if (!LOOPBACK.includes(new URL(settings.publicUrl).hostname)) {
    throw new Error(
      `A demo signs anybody in with one click, so PUBLIC_URL cannot be ${settings.publicUrl}. Use --no-demo for a real installation.`,
    );
  }
}

/** Names of the variables that point outside; wiping one half of the data beside them would leave the other half orphaned. */
export function externalAddresses(env: Readonly<Record<string, string | undefined>>): string[] {
  const names = ['DATABASE_URL', 'DATABASE_APP_URL', 'DATABASE_SYSTEM_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL'];
  return names.flatMap((name) => [name, `${name}_FILE`]).filter((name) => (env[name] ?? '') !== '');
}
