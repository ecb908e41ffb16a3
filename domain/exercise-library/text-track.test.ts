import { webVtt } from './text-track';

describe('the text track of a silent film', () => {
  it('holds one cue for each phase that has words, in the order in which they are read', () => {
    const track = webVtt([
      { phase: 'move', text: 'Lift the hips.' },
      { phase: 'start', text: 'Lie on your back.' },
      { phase: 'move', text: 'Lower them slowly.' },
    ]);
    expect(track.split('\n\n')).toEqual([
      'WEBVTT',
      'start\n00:00:00.000 --> 99:59:59.999\nLie on your back.',
      'move\n00:00:00.000 --> 99:59:59.999\nLift the hips.\nLower them slowly.\n',
    ]);
  });

  it('lets no text end its cue, start another or carry markup', () => {
    const track = webVtt([{ phase: 'feel', text: ' Pull <b>& hold</b>\n\nNOTE x\n00:01.000 --> 00:02.000 ' }]);
    expect(track).toContain('Pull &lt;b&gt;&amp; hold&lt;/b&gt; NOTE x 00:01.000 --&gt; 00:02.000\n');
    expect(track.match(/-->/g)).toHaveLength(1);
  });

  it('is a sound track without cues for an exercise without words', () => {
    expect(webVtt([{ phase: 'avoid', text: '  ' }])).toBe('WEBVTT\n');
  });
});
