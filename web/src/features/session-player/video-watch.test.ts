import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import texts from '../../ui/locales/en.json';
import PlayerStage from './components/PlayerStage.vue';
import type { PlayerExercise } from './session-content';
import { setBody } from './set-body';
import { createWatchLog, watchedPercent, type PlayedRanges } from './video-watch';

const played = (...stretches: readonly (readonly [number, number])[]): PlayedRanges => ({
  length: stretches.length,
  start: (index) => stretches[index]?.[0] ?? 0,
  end: (index) => stretches[index]?.[1] ?? 0,
});
// reason for `as`: the stage reads seven members of a large answer
const exercise = (change: Partial<PlayerExercise>): PlayerExercise =>
  ({
    exercise_id: 5,
    exercise_revision: 3,
    name: 'Bridge',
    demo_slug: null,
    video_url: '/v.webm',
    poster_url: null,
    ...change,
  }) as PlayerExercise;

describe('how much of a video was seen', () => {
  it('adds up the stretches that were played and never passes the whole', () => {
    expect(watchedPercent(played(), 8)).toBe(0);
    expect(watchedPercent(played([0, 2], [6, 8]), 8)).toBe(50);
    expect(watchedPercent(played([0, 8.04]), 8)).toBe(100);
  });

  it('says nothing while the length of the video is not known', () => {
    expect(watchedPercent(played([0, 2]), Number.NaN)).toBeNull();
    expect(watchedPercent(played([0, 2]), Number.POSITIVE_INFINITY)).toBeNull();
  });

  it('keeps the best of all times an exercise was on screen, and nothing of one that had no video', () => {
    const log = createWatchLog();
    for (const percent of [0, 70, 20]) log.note(5, percent);
    log.note(6, 0);
    expect([log.of(5), log.of(6), log.of(7), log.of(undefined)]).toEqual([70, 0, null, null]);
  });
});

describe('the stage of the player', () => {
  const playing = (stage: ReturnType<typeof mount>, seen: number): void => {
    const { element } = stage.get('video');
    Object.defineProperty(element, 'duration', { value: 10, configurable: true });
    Object.defineProperty(element, 'played', { value: played([0, seen]), configurable: true });
  };
  beforeEach(() => {
    // jsdom has no media: the calls exist and do nothing.
    jest.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
    jest.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
    Object.defineProperty(HTMLTrackElement.prototype, 'track', { value: new EventTarget(), configurable: true });
    window.IntersectionObserver ??= class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    } as never;
  });

  it('tells as the video goes on, from none to all', async () => {
    const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: texts } });
    const stage = mount(PlayerStage, { props: { exercise: exercise({}) }, global: { plugins: [i18n] } });
    await nextTick();
    for (const [event, seen] of [
      ['loadedmetadata', 0],
      ['timeupdate', 4],
      ['timeupdate', 10],
    ] as const) {
      playing(stage, seen);
      await stage.get('video').trigger(event);
    }
    expect(stage.emitted('watched')).toEqual([
      [5, 0],
      [5, 40],
      [5, 100],
    ]);
  });

  it('shows no video, and tells nothing, where the figure stands', () => {
    const stage = mount(PlayerStage, {
      props: { exercise: exercise({ demo_slug: 'bridge' }) },
      global: { stubs: { PwFigure: true } },
    });
    expect([stage.find('video').exists(), stage.emitted('watched')]).toEqual([false, undefined]);
  });
});

describe('what a set tells', () => {
  const at = { exercise: 2, set: 1, side: null };

  it('names the revision that was shown and how much of its video was seen', () => {
    expect(
      setBody(at, { exercise: exercise({}), swapped: undefined, load: { unit: 'kg', value: 4 }, watchedPercent: 0 }),
    ).toMatchObject({
      exercise_position: 2,
      set_number: 1,
      side: 'both',
      exercise_revision: 3,
      load: { unit: 'kg', value: 4 },
      video_watch_percent: 0,
    });
  });

  it('leaves out what was not shown', () => {
    const body = setBody(at, { exercise: { exercise_id: 9 }, swapped: 9, load: null, watchedPercent: null });
    expect(body.exercise_id).toBe(9);
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['video_watch_percent']));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['exercise_revision']));
  });
});
