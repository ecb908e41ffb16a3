import type { PlayerCommand } from '#domain/session-player/player-state';

type Tone = Extract<PlayerCommand, { kind: 'beep' }>['tone'];

const pitch: Readonly<Record<Tone, readonly [number, number]>> = { count: [660, 0.08], go: [990, 0.2], done: [784, 0.25] };

export interface Cues {
  /** Must run inside a tap: browsers let a page sound only after one. */
  readonly unlock: () => void;
  readonly beep: (tone: Tone) => void;
  readonly speak: (text: string, lang: string) => void;
  readonly hush: () => void;
  readonly vibrate: (pattern: readonly number[]) => void;
}

/** Sound, voice and vibration, each only where the browser has it; none is ever required. */
export const createCues = (): Cues => {
  let audio: AudioContext | null = null;
  const canSpeak = typeof window !== 'undefined' && 'speechSynthesis' in window;
  const canVibrate = typeof navigator !== 'undefined' && 'vibrate' in navigator;
  return {
    unlock: () => {
      if (!('AudioContext' in window)) return;
      audio ??= new AudioContext();
      void audio.resume();
    },
    beep: (tone) => {
      if (!audio || audio.state !== 'running') return;
      const [hertz, seconds] = pitch[tone];
      const at = audio.currentTime;
      const gain = audio.createGain();
      // Quiet, with soft edges, so that it lies over the patient's own music instead of tearing it.
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.18, at + 0.01);
      gain.gain.linearRampToValueAtTime(0, at + seconds);
      const tone1 = audio.createOscillator();
      tone1.frequency.value = hertz;
      tone1.connect(gain).connect(audio.destination);
      tone1.start(at);
      tone1.stop(at + seconds);
    },
    speak: (text, lang) => {
      if (!canSpeak || text === '') return;
      speechSynthesis.cancel();
      const words = new SpeechSynthesisUtterance(text);
      words.lang = lang;
      speechSynthesis.speak(words);
    },
    hush: () => {
      if (canSpeak) speechSynthesis.cancel();
    },
    vibrate: (pattern) => {
      if (canVibrate) navigator.vibrate([...pattern]);
    },
  };
};
