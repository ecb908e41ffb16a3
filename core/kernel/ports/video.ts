/** Where the video of an exercise can be played from. The provider is configuration; the row stores only provider and key (EX-03). */
export interface PlayableVideo {
  url: string;
  posterUrl: string;
  mimeType: string;
}

export interface VideoPort {
  /** Null when the provider does not know the key. */
  playable(asset: { provider: string; key: string }): PlayableVideo | null;
}
