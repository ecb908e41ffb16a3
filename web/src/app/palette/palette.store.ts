import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { IconName } from '../../ui/icons';

export interface PaletteItem {
  readonly key: string;
  readonly label: string;
  /** Second line or right side: what kind of thing it is. */
  readonly hint?: string;
  readonly icon?: IconName;
  readonly run: () => void | Promise<void>;
}

/** Something the palette can search: people, plans, actions. `search` gets the text as typed, '' at first. */
export interface PaletteSource {
  readonly key: string;
  readonly title: () => string;
  readonly search: (text: string) => readonly PaletteItem[] | Promise<readonly PaletteItem[]>;
}

export const usePalette = defineStore('palette', () => {
  const open = ref(false);
  const sources = shallowRef<readonly PaletteSource[]>([]);

  /** Adds a source; a later one with the same key replaces it. Returns its removal. */
  const register = (source: PaletteSource): (() => void) => {
    sources.value = [...sources.value.filter((one) => one.key !== source.key), source];
    return () => {
      sources.value = sources.value.filter((one) => one !== source);
    };
  };

  return { open, sources, register };
});

/** Case- and accent-free "all words occur" match, best first. */
export const matches = (text: string, label: string): boolean => {
  const plain = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const hay = plain(label);
  return plain(text)
    .split(/\s+/u)
    .every((word) => hay.includes(word));
};
