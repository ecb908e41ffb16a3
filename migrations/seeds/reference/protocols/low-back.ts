import type { ReferenceProtocol } from '#domain/exercise-library/reference-content';
import { does, hold, reps, session } from '../build-reference';
import { GENERAL_CONTRAINDICATIONS, GENERAL_RED_FLAGS } from './common-questions';

/** Six weeks for a stiff or painful low back: ease in, build control, then carry and bend. Not clinically reviewed. */
export const LOW_BACK_6_WEEKS: ReferenceProtocol = {
  slug: 'low-back-6-weeks',
  name: 'Low back, 6 weeks',
  description:
    'Three short sessions a week. Two weeks of gentle movement, two weeks of control, two weeks of strength for bending, lifting and carrying.',
  condition: 'Non-specific low back pain',
  body_regions: ['low_back', 'hip'],
  difficulty: 'beginner',
  type: 'telerehab',
  visibility: 'library',
  requires_approval: false,
  frequency_per_week: 3,
  duration_weeks: 6,
  red_flag_questions: [
    { key: 'bladder_bowel', text: 'Have you lost control over your bladder or bowel, or can you not pass water?' },
    { key: 'saddle_numbness', text: 'Are you numb between your legs, around the genitals or the back passage?' },
    { key: 'leg_weakness', text: 'Is a leg or a foot getting weaker?' },
    { key: 'night_pain', text: 'Is the pain there all the time, and does it wake you at night whatever position you are in?' },
    ...GENERAL_RED_FLAGS,
  ],
  contraindication_questions: [
    { key: 'spine_surgery', text: 'Have you had an operation on your spine in the last 6 months?' },
    {
      key: 'fragile_bones',
      text: 'Has a doctor told you that your bones are very fragile, or have you broken a bone of the spine?',
    },
    { key: 'cannot_get_up', text: 'Would you be unable to get up from the floor, even with a chair to hold on to?' },
    ...GENERAL_CONTRAINDICATIONS,
  ],
  sessions: [
    session('a1', 'A · Ease in', 1, 2, [
      does('cat-camel', reps(2, 8, 20)),
      does('pelvic-tilt', reps(2, 10, 20)),
      does('knee-to-chest', hold(2, 20, 10, 'both')),
      does('lumbar-rotation', reps(2, 10, 20, 'alternating')),
      does('childs-pose', hold(2, 30, 15)),
    ]),
    session('b1', 'B · Hips and lower back', 1, 2, [
      does('lumbar-rotation', reps(2, 10, 20, 'alternating')),
      does('bridge', reps(2, 8, 30)),
      does('side-lying-clam', reps(2, 10, 30, 'both')),
      does('standing-back-extension', reps(2, 8, 20)),
      does('hamstring-stretch', hold(2, 20, 15, 'both')),
    ]),
    session('c1', 'C · Up and moving', 1, 2, [
      does('seated-march', reps(2, 20, 20, 'alternating')),
      does('sit-to-stand', reps(2, 8, 45)),
      does('thoracic-rotation-seated', reps(2, 10, 20, 'alternating')),
      does('standing-hip-extension', reps(2, 8, 30, 'both')),
      does('knee-to-chest', hold(2, 20, 10, 'both')),
    ]),
    session('a2', 'A · Steady trunk', 3, 4, [
      does('cat-camel', reps(2, 8, 20)),
      does('bird-dog', reps(3, 8, 30, 'alternating')),
      does('dead-bug', reps(2, 8, 30, 'alternating')),
      does('bridge', reps(3, 10, 30)),
      does('childs-pose', hold(2, 30, 15)),
    ]),
    session('b2', 'B · Hips and lower back', 3, 4, [
      does('lumbar-rotation', reps(2, 10, 20, 'alternating')),
      does('bridge', reps(3, 10, 30)),
      does('side-lying-clam', reps(3, 12, 30, 'both')),
      does('prone-hip-extension', reps(2, 8, 30, 'both')),
      does('prone-press-up', reps(2, 8, 20)),
      does('hip-flexor-stretch', hold(2, 30, 15, 'both')),
    ]),
    session('c2', 'C · Bend and stand', 3, 4, [
      does('seated-march', reps(2, 20, 20, 'alternating')),
      does('sit-to-stand', reps(3, 10, 45)),
      does('mini-squat', reps(2, 8, 45)),
      does('standing-hip-abduction', reps(2, 10, 30, 'both')),
      does('standing-back-extension', reps(2, 8, 20)),
    ]),
    session('a3', 'A · Strong trunk', 5, 6, [
      does('cat-camel', reps(2, 8, 20)),
      does('bird-dog', reps(3, 12, 30, 'alternating')),
      does('dead-bug', reps(3, 10, 30, 'alternating')),
      does('front-plank', hold(3, 20, 45)),
      does('childs-pose', hold(2, 30, 15)),
    ]),
    session('b3', 'B · Hips and lower back', 5, 6, [
      does('lumbar-rotation', reps(2, 10, 20, 'alternating')),
      does('single-leg-bridge', reps(2, 6, 45, 'both')),
      does('side-lying-hip-abduction', reps(3, 10, 30, 'both')),
      does('prone-hip-extension', reps(3, 10, 30, 'both')),
      does('prone-press-up', reps(2, 10, 20)),
      does('hip-flexor-stretch', hold(2, 30, 15, 'both')),
    ]),
    session('c3', 'C · Carry and bend', 5, 6, [
      does('thoracic-rotation-seated', reps(2, 10, 20, 'alternating')),
      does('mini-squat', reps(3, 12, 45)),
      does('step-up', reps(3, 8, 45, 'both')),
      does('row-band', reps(3, 10, 30)),
      does('single-leg-stance', hold(2, 20, 20, 'both')),
      does('hamstring-stretch', hold(2, 30, 15, 'both')),
    ]),
  ],
  reviewed_by: null,
};
