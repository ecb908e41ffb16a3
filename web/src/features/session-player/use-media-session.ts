import { onBeforeUnmount, watch, type Ref } from 'vue';

interface Handlers {
  readonly play: () => void;
  readonly pause: () => void;
  readonly next: () => void;
  readonly back: () => void;
}

/** Headset buttons and the lock screen drive the session; shown as what is being done. */
export const useMediaSession = (title: Ref<string>, album: Ref<string>, playing: Ref<boolean>, handlers: Handlers): void => {
  if (!('mediaSession' in navigator)) return;
  const media = navigator.mediaSession;
  const actions: readonly [MediaSessionAction, () => void][] = [
    ['play', handlers.play],
    ['pause', handlers.pause],
    ['nexttrack', handlers.next],
    ['previoustrack', handlers.back],
  ];
  for (const [action, run] of actions) media.setActionHandler(action, run);
  watch(
    [title, album, playing],
    ([name, plan, isPlaying]) => {
      media.metadata = new MediaMetadata({ title: name, artist: plan });
      media.playbackState = isPlaying ? 'playing' : 'paused';
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    for (const [action] of actions) media.setActionHandler(action, null);
    media.metadata = null;
    media.playbackState = 'none';
  });
};
