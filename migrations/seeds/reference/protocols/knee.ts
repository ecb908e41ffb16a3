import type { ReferenceProtocol } from '#domain/exercise-library/reference-content';
import { does, hold, reps, session } from '../build-reference';
import { GENERAL_CONTRAINDICATIONS, GENERAL_RED_FLAGS } from './common-questions';

/** Eight weeks for a worn knee: wake the thigh, build strength, then stairs and balance. Not clinically reviewed. */
export const KNEE_8_WEEKS: ReferenceProtocol = {
  slug: 'knee-osteoarthritis-8-weeks',
  name: 'Knee osteoarthritis, 8 weeks',
  description: 'Three sessions a week: two weeks to wake the thigh, three weeks of strength, three weeks of stairs and balance.',
  condition: 'Knee osteoarthritis',
  body_regions: ['knee', 'hip', 'ankle'],
  difficulty: 'beginner',
  type: 'telerehab',
  visibility: 'library',
  requires_approval: false,
  frequency_per_week: 3,
  duration_weeks: 8,
  red_flag_questions: [
    { key: 'hot_swollen_joint', text: 'Is the knee hot, red or suddenly very swollen?' },
    { key: 'calf_swelling', text: 'Is one calf newly swollen, warm and painful?' },
    { key: 'locked_knee', text: 'Is the knee stuck so that you cannot bend or straighten it?' },
    { key: 'cannot_stand', text: 'Can you not put weight on the leg since an injury?' },
    ...GENERAL_RED_FLAGS,
  ],
  contraindication_questions: [
    { key: 'knee_surgery', text: 'Have you had an operation on the knee or hip in the last 12 weeks?' },
    { key: 'partial_weight', text: 'Have you been told not to put your full weight on this leg?' },
    { key: 'unsteady', text: 'Have you fallen in the last 6 months, or do you feel unsteady when you stand?' },
    ...GENERAL_CONTRAINDICATIONS,
  ],
  sessions: [
    session('a1', 'A · Wake the thigh', 1, 2, [
      does('heel-slide', reps(2, 12, 20, 'both')),
      does('quad-set', reps(3, 10, 20, 'both')),
      does('straight-leg-raise', reps(2, 8, 30, 'both')),
      does('ankle-pumps', reps(2, 20, 15)),
      does('hamstring-stretch', hold(2, 20, 15, 'both')),
    ]),
    session('b1', 'B · Chair strength', 1, 2, [
      does('seated-march', reps(2, 20, 20, 'alternating')),
      does('seated-knee-extension', reps(2, 10, 30, 'both')),
      does('sit-to-stand', reps(2, 6, 45)),
      does('seated-toe-raise', reps(2, 15, 20)),
      does('calf-stretch-wall', hold(2, 20, 15, 'both')),
    ]),
    session('c1', 'C · Hips help knees', 1, 2, [
      does('heel-slide', reps(2, 12, 20, 'both')),
      does('bridge', reps(2, 8, 30)),
      does('side-lying-clam', reps(2, 10, 30, 'both')),
      does('standing-hip-abduction', reps(2, 8, 30, 'both')),
      does('calf-raise', reps(2, 10, 30)),
    ]),
    session('a2', 'A · Strong thigh', 3, 5, [
      does('heel-slide', reps(2, 12, 20, 'both')),
      does('straight-leg-raise', reps(3, 10, 30, 'both')),
      does('seated-knee-extension', reps(3, 12, 30, 'both')),
      does('standing-hamstring-curl', reps(3, 10, 30, 'both')),
      does('hamstring-stretch', hold(2, 30, 15, 'both')),
    ]),
    session('b2', 'B · Sit, stand, squat', 3, 5, [
      does('seated-march', reps(2, 20, 20, 'alternating')),
      does('sit-to-stand', reps(3, 8, 45)),
      does('mini-squat', reps(2, 10, 45)),
      does('calf-raise', reps(3, 12, 30)),
      does('calf-stretch-wall', hold(2, 30, 15, 'both')),
    ]),
    session('c2', 'C · Hips help knees', 3, 5, [
      does('bridge', reps(3, 10, 30)),
      does('side-lying-hip-abduction', reps(2, 10, 30, 'both')),
      does('standing-hip-extension', reps(3, 10, 30, 'both')),
      does('standing-hip-abduction', reps(3, 10, 30, 'both')),
      does('single-leg-stance', hold(2, 15, 20, 'both')),
    ]),
    session('a3', 'A · Stairs', 6, 8, [
      does('seated-knee-extension', reps(2, 12, 30, 'both')),
      does('step-up', reps(3, 8, 45, 'both')),
      does('standing-hamstring-curl', reps(3, 12, 30, 'both')),
      does('calf-raise', reps(3, 15, 30)),
      does('hamstring-stretch', hold(2, 30, 15, 'both')),
    ]),
    session('b3', 'B · Strong legs', 6, 8, [
      does('sit-to-stand', reps(3, 12, 45)),
      does('mini-squat', reps(3, 12, 45)),
      does('wall-sit', hold(3, 20, 45)),
      does('bridge', reps(3, 12, 30)),
      does('calf-stretch-wall', hold(2, 30, 15, 'both')),
    ]),
    session('c3', 'C · Balance', 6, 8, [
      does('seated-toe-raise', reps(3, 15, 20)),
      does('single-leg-stance', hold(3, 20, 20, 'both')),
      does('standing-hip-abduction', reps(3, 12, 30, 'both')),
      does('side-lying-hip-abduction', reps(3, 10, 30, 'both')),
      does('step-up', reps(2, 8, 45, 'both')),
    ]),
  ],
  reviewed_by: null,
};
