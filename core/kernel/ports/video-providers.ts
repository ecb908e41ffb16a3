import { createHash, createHmac } from 'node:crypto';
import type { PlayableVideo, VideoPort } from './video';

/** Any store with the S3 API. Objects: `<prefix><key>.mp4` and `<prefix><key>.jpg`. */
export interface S3VideoSettings {
  /** `https://s3.eu-central-1.amazonaws.com` or the address of another store; path style. */
  endpoint: string;
  region: string;
  bucket: string;
  /** With its closing slash, or empty. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** A Bunny Stream library behind its pull zone with token authentication. The key of an exercise is the video's id. */
export interface BunnyVideoSettings {
  /** `https://vz-….b-cdn.net` */
  pullZone: string;
  tokenKey: string;
}

export interface VideoSettings {
  s3: S3VideoSettings | null;
  bunny: BunnyVideoSettings | null;
}

/**
 * Reads the two addresses of the configuration (`PATHWELL_VIDEO_S3`, `PATHWELL_VIDEO_BUNNY`).
 * @throws Error with a sentence when one of them lacks a part; it never quotes the address, which holds a secret
 */
export function videoSettingsOf(config: { s3Url: string | null; bunnyUrl: string | null }): VideoSettings {
  return {
    s3: config.s3Url === null ? null : s3SettingsOf(new URL(config.s3Url)),
    bunny: config.bunnyUrl === null ? null : bunnySettingsOf(new URL(config.bunnyUrl)),
  };
}

/** Origins a browser must be allowed to load pictures and videos from. */
export function videoOrigins(settings: VideoSettings): string[] {
  return [settings.s3?.endpoint, settings.bunny?.pullZone].filter((origin): origin is string => origin !== undefined);
}

function s3SettingsOf(url: URL): S3VideoSettings {
  const [bucket, ...rest] = url.pathname.slice(1).split('/');
  const prefix = rest.join('/');
  const region = url.searchParams.get('region');
  if (!bucket || url.username === '' || url.password === '' || region === null || (prefix !== '' && !prefix.endsWith('/'))) {
    throw new Error('PATHWELL_VIDEO_S3 must be https://<key id>:<secret>@<endpoint>/<bucket>/<prefix>/?region=<region>.');
  }
  return {
    endpoint: url.origin,
    region,
    bucket,
    prefix,
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}

function bunnySettingsOf(url: URL): BunnyVideoSettings {
  if (url.password === '') throw new Error('PATHWELL_VIDEO_BUNNY must be https://:<token key>@<pull zone>.');
  return { pullZone: url.origin, tokenKey: decodeURIComponent(url.password) };
}

/** How long a signed address works: longer than a session, shorter than a working day. */
const validSeconds = 4 * 3600;

/**
 * The video port over the configured providers. Which provider holds a video stands in the exercise's row; one that is not configured
 * answers null, and the live drawing takes the video's place.
 * @param now epoch milliseconds
 */
export function createVideoPort(settings: VideoSettings, now: () => number): VideoPort {
  return {
    playable({ provider, key }) {
      if (!isSafeKey(key)) return null;
      if (provider === 'local') return localVideo(key);
      if (provider === 's3' && settings.s3 !== null) return s3Video(settings.s3, key, now());
      if (provider === 'bunny' && settings.bunny !== null) return bunnyVideo(settings.bunny, key, now());
      return null;
    },
  };
}

/** Keys become parts of addresses: nothing that climbs or needs escaping. */
function isSafeKey(key: string): boolean {
  return key.length <= 300 && /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(key) && !key.includes('..') && !key.includes('//');
}

/** Files of the web build, served with byte ranges from our own origin. */
function localVideo(key: string): PlayableVideo {
  return { url: `/exercises/${key}.mp4`, posterUrl: `/exercises/${key}.svg`, mimeType: 'video/mp4' };
}

function s3Video(settings: S3VideoSettings, key: string, nowMs: number): PlayableVideo {
  const signed = (suffix: string): string => presignedGet(settings, `${settings.prefix}${key}${suffix}`, nowMs);
  return { url: signed('.mp4'), posterUrl: signed('.jpg'), mimeType: 'video/mp4' };
}

/**
 * A presigned GET after AWS Signature Version 4 (query parameters, unsigned payload). Addresses are equal for everybody within one
 * hour, so that browsers cache them.
 */
export function presignedGet(settings: S3VideoSettings, objectKey: string, nowMs: number): string {
  const stamp = new Date(Math.floor(nowMs / 3_600_000) * 3_600_000).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const scope = `${day}/${settings.region}/s3/aws4_request`;
  const url = new URL(`${settings.endpoint}/${settings.bucket}/${objectKey}`);
  const query = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${settings.accessKeyId}/${scope}`],
    ['X-Amz-Date', stamp],
    ['X-Amz-Expires', String(validSeconds)],
    ['X-Amz-SignedHeaders', 'host'],
  ]
    .map(([name, value]) => `${encodeURIComponent(name ?? '')}=${encodeURIComponent(value ?? '')}`)
    .join('&');
  const canonical = ['GET', url.pathname, query, `host:${url.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const signingKey = [day, settings.region, 's3', 'aws4_request'].reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`AWS4${settings.secretAccessKey}`),
  );
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${createHmac('sha256', signingKey).update(toSign).digest('hex')}`;
}

function bunnyVideo(settings: BunnyVideoSettings, key: string, nowMs: number): PlayableVideo {
  const expires = Math.floor(nowMs / 3_600_000) * 3600 + validSeconds;
  const signed = (file: string): string => {
    const path = `/${key}/${file}`;
    // Bunny token authentication: Base64(SHA-256(key + path + expiry)), URL-safe, without padding
    const token = createHash('sha256').update(`${settings.tokenKey}${path}${expires}`).digest('base64url');
    return `${settings.pullZone}${path}?token=${token}&expires=${expires}`;
  };
  return { url: signed('play_720p.mp4'), posterUrl: signed('thumbnail.jpg'), mimeType: 'video/mp4' };
}
