import { INSTRUCTION_PHASES, type InstructionPhase } from './taxonomy';

/** One line of an instruction, in the language of the track. */
export interface TrackLine {
  readonly phase: InstructionPhase;
  readonly text: string;
}

/** The films are loops shorter than it takes to read the text, so every cue stays for any length: the longest time with two digits. */
const ALWAYS = '00:00:00.000 --> 99:59:59.999';

/**
 * The text track of a silent film as WebVTT: one cue for each phase that has words, in the order start, move, feel, avoid; the cue's
 * id is the phase. Lines of a phase stand below each other. An exercise without words answers a track without cues. O(characters).
 * Source: W3C WebVTT, https://www.w3.org/TR/webvtt1/ (cue text escapes `&`, `<`, `>`; an empty line would end the cue).
 */
export function webVtt(lines: readonly TrackLine[]): string {
  const cues = INSTRUCTION_PHASES.flatMap((phase) => {
    const texts = lines.filter((line) => line.phase === phase).map(({ text }) => cueText(text));
    const said = texts.filter((text) => text !== '');
    return said.length === 0 ? [] : [`${phase}\n${ALWAYS}\n${said.join('\n')}`];
  });
  return `${['WEBVTT', ...cues].join('\n\n')}\n`;
}

/** One line of cue text: markup escaped, breaks as spaces. */
function cueText(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
