import { createHash } from 'node:crypto';
import { createVideoPort, presignedGet, videoOrigins, videoSettingsOf, type S3VideoSettings } from './video-providers';

const s3: S3VideoSettings = {
  endpoint: 'https://s3.amazonaws.com',
  region: 'us-east-1',
  bucket: 'examplebucket',
  prefix: '',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const bunny = { pullZone: 'https://vz-example.b-cdn.net', tokenKey: 'secret' };
const noon = Date.UTC(2026, 10, 21, 12, 40);

it('plays local videos from our own origin', () => {
  const port = createVideoPort({ s3: null, bunny: null }, () => noon);
  expect(port.playable({ provider: 'local', key: 'glute-bridge' })).toEqual({
    url: '/exercises/glute-bridge.mp4',
    posterUrl: '/exercises/glute-bridge.svg',
    mimeType: 'video/mp4',
  });
});

it('answers nothing for a provider that is unknown or not configured', () => {
  const port = createVideoPort({ s3: null, bunny: null }, () => noon);
  for (const provider of ['s3', 'bunny', 'elsewhere']) expect(port.playable({ provider, key: 'a' })).toBeNull();
});

it('refuses keys that climb, escape or name another host', () => {
  const port = createVideoPort({ s3, bunny }, () => noon);
  for (const key of ['../secret', 'a/../b', '//evil.example/x', '/a', 'a?b', 'a b', '', 'a'.repeat(301)]) {
    for (const provider of ['local', 's3', 'bunny']) expect(port.playable({ provider, key })).toBeNull();
  }
});

it('signs S3 addresses after Signature Version 4 for four hours, equal within the hour', () => {
  const port = createVideoPort({ s3, bunny: null }, () => noon);
  const video = port.playable({ provider: 's3', key: 'knee/squat' });
  const url = new URL(video?.url ?? '');
  expect(url.pathname).toBe('/examplebucket/knee/squat.mp4');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20261121/us-east-1/s3/aws4_request',
    'X-Amz-Date': '20261121T120000Z',
    'X-Amz-Expires': '14400',
    'X-Amz-SignedHeaders': 'host',
  });
  const later = createVideoPort({ s3, bunny: null }, () => noon + 10 * 60_000);
  expect(later.playable({ provider: 's3', key: 'knee/squat' })).toEqual(video);
  const other = presignedGet({ ...s3, secretAccessKey: 'another' }, 'knee/squat.mp4', noon);
  expect(other.split('X-Amz-Signature=')[0]).toBe(video?.url.split('X-Amz-Signature=')[0]);
  expect(other).not.toBe(video?.url);
});

it('computes the signature of an independently worked example', () => {
  // Worked with another implementation that reproduces the published example of the AWS documentation (aeeed9bb…).
  expect(presignedGet(s3, 'test.txt', Date.UTC(2013, 4, 24))).toBe(
    'https://s3.amazonaws.com/examplebucket/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=14400&X-Amz-SignedHeaders=host&X-Amz-Signature=3f053de302d0109cba62d4e55636f06bd53bfbcdbf5af5b1c037186518e46436',
  );
});

it('signs Bunny addresses with the token over path and expiry', () => {
  const video = createVideoPort({ s3: null, bunny }, () => noon).playable({ provider: 'bunny', key: '1a2b-3c' });
  const expires = Date.UTC(2026, 10, 21, 16) / 1000;
  const token = createHash('sha256')
    .update(`secret/1a2b-3c/play_720p.mp4${expires}`)
    .digest('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  expect(video?.url).toBe(`https://vz-example.b-cdn.net/1a2b-3c/play_720p.mp4?token=${token}&expires=${expires}`);
  expect(video?.posterUrl).toContain('/1a2b-3c/thumbnail.jpg?token=');
});

it('reads both providers from their addresses and says what an address lacks without quoting it', () => {
  const settings = videoSettingsOf({
    s3Url: 'https://AKIA:se%2Fcret@s3.eu-central-1.amazonaws.com/clinic/videos/?region=eu-central-1',
    bunnyUrl: 'https://:token@vz-example.b-cdn.net',
  });
  expect(settings.s3).toEqual({
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    region: 'eu-central-1',
    bucket: 'clinic',
    prefix: 'videos/',
    accessKeyId: 'AKIA',
    secretAccessKey: 'se/cret',
  });
  expect(videoOrigins(settings)).toEqual(['https://s3.eu-central-1.amazonaws.com', 'https://vz-example.b-cdn.net']);
  expect(videoOrigins(videoSettingsOf({ s3Url: null, bunnyUrl: null }))).toEqual([]);
  const broken = [
    'https://AKIA:hidden@s3.example/bucket/',
    'https://s3.example/bucket/?region=eu',
    'https://AKIA:hidden@s3.example/?region=eu',
  ];
  for (const s3Url of broken) {
    expect(() => videoSettingsOf({ s3Url, bunnyUrl: null })).toThrow(/^PATHWELL_VIDEO_S3 must be (?!.*hidden)/);
  }
  expect(() => videoSettingsOf({ s3Url: null, bunnyUrl: 'https://vz-example.b-cdn.net' })).toThrow(
    'PATHWELL_VIDEO_BUNNY must be',
  );
});
