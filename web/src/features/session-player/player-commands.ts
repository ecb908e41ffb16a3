import { useI18n } from 'vue-i18n';
import type { Ref } from 'vue';
import type { PlayerCommand } from '#domain/session-player/player-state';
import type { Cues } from './cues';
import type { PlayerSettings } from './player-settings';
import type { PlayerStore } from './player-store';
import type { PlayerWriter } from './player-writer';

/** Carries out what the reducer asks for: voice, sound, vibration, rows, the next video. */
export const usePlayerCommands = (store: PlayerStore, writer: PlayerWriter, cues: Cues, settings: Ref<PlayerSettings>) => {
  const { t, locale } = useI18n();

  const words = (command: Extract<PlayerCommand, { kind: 'speak' }>): string => {
    const { exercise: position, side } = command.params;
    const exercise = typeof position === 'number' ? store.content.value?.exercises[position] : store.exercise.value;
    return t(`player.speech.${command.code}`, {
      ...command.params,
      name: exercise?.name ?? '',
      side: side === 'left' || side === 'right' ? t(`player.side.${side}`) : '',
    });
  };

  const carryOut = (command: PlayerCommand): void => {
    switch (command.kind) {
      case 'speak':
        if (settings.value.voice) cues.speak(words(command), locale.value);
        return;
      case 'beep':
        if (settings.value.sounds) cues.beep(command.tone);
        return;
      case 'vibrate':
        if (settings.value.vibration) cues.vibrate(command.pattern);
        return;
      case 'preload':
        store.preload.value = command.exercise;
        return;
      case 'save_set':
        writer.saveSet(command.result);
        return;
      case 'save_skip':
        writer.saveSkip(command);
        return;
      case 'finished':
        store.screen.value = 'summary';
    }
  };

  return { carryOut, sayNumber: (n: number): void => (settings.value.voice ? cues.speak(String(n), locale.value) : undefined) };
};
