import type { VideoPort } from './video';

/** Demonstrations that ship with the app: a looping clip and a still picture per key, on our own origin. Other providers are not known here. */
export const localVideo: VideoPort = {
  playable({ provider, key }) {
    if (provider !== 'local' || !/^[a-z0-9][a-z0-9-]{0,79}$/.test(key)) return null;
    return { url: `/exercises/${key}.mp4`, posterUrl: `/exercises/${key}.svg`, mimeType: 'video/mp4' };
  },
};
