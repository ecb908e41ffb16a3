import type { ReferenceProtocol } from '#domain/exercise-library/reference-content';
import { does, reps, session } from '../build-reference';
import { GENERAL_CONTRAINDICATIONS, GENERAL_RED_FLAGS } from './common-questions';

/** Four weeks for a stiff neck, short enough for a break at work. Not clinically reviewed. */
export const NECK_4_WEEKS: ReferenceProtocol = {
  slug: 'neck-4-weeks',
  name: 'Neck, 4 weeks',
  description:
    'Four short sessions a week that fit into a break: two weeks of easy movement, two weeks with more control and strength.',
  condition: 'Non-specific neck pain',
  body_regions: ['neck', 'upper_back', 'shoulder'],
  difficulty: 'beginner',
  type: 'telerehab',
  visibility: 'library',
  requires_approval: false,
  frequency_per_week: 4,
  duration_weeks: 4,
  red_flag_questions: [
    { key: 'neck_dizziness', text: 'Do you become dizzy, faint, see double or have trouble speaking or swallowing?' },
    { key: 'arm_leg_weakness', text: 'Are your arms, hands or legs getting weak, clumsy or numb?' },
    { key: 'worst_headache', text: 'Do you have a sudden, very strong headache or neck pain unlike any before?' },
    { key: 'stiff_fever', text: 'Is your neck so stiff that you cannot bring your chin to your chest, together with fever?' },
    ...GENERAL_RED_FLAGS,
  ],
  contraindication_questions: [
    { key: 'neck_surgery', text: 'Have you had an operation on your neck in the last 6 months?' },
    {
      key: 'inflamed_joints',
      text: 'Do you have rheumatoid arthritis or another condition that loosens the joints of the neck?',
    },
    {
      key: 'fragile_bones',
      text: 'Has a doctor told you that your bones are very fragile, or have you broken a bone of the spine?',
    },
    ...GENERAL_CONTRAINDICATIONS,
  ],
  sessions: [
    session('a1', 'A · Turn and tilt', 1, 2, [
      does('neck-rotation', reps(2, 8, 20, 'alternating')),
      does('neck-side-bend', reps(2, 6, 20, 'alternating')),
      does('scapular-squeeze', reps(2, 8, 20)),
      does('thoracic-rotation-seated', reps(2, 8, 20, 'alternating')),
    ]),
    session('b1', 'B · Tall posture', 1, 2, [
      does('chin-tuck', reps(2, 6, 20)),
      does('thoracic-extension-chair', reps(2, 6, 20)),
      does('scapular-squeeze', reps(2, 10, 20)),
      does('neck-rotation', reps(2, 8, 20, 'alternating')),
    ]),
    session('a2', 'A · Turn, tilt and hold', 3, 4, [
      does('neck-rotation', reps(2, 12, 20, 'alternating')),
      does('neck-side-bend', reps(2, 10, 20, 'alternating')),
      does('chin-tuck', reps(3, 8, 20)),
      does('row-band', reps(2, 10, 30)),
      does('thoracic-rotation-seated', reps(2, 10, 20, 'alternating')),
    ]),
    session('b2', 'B · Strong upper back', 3, 4, [
      does('thoracic-extension-chair', reps(2, 10, 20)),
      does('scapular-squeeze', reps(2, 12, 20)),
      does('row-band', reps(3, 10, 30)),
      does('wall-slide', reps(2, 8, 30)),
      does('chin-tuck', reps(2, 10, 20)),
    ]),
    session('c2', 'C · Push and open', 3, 4, [
      does('cat-camel', reps(2, 8, 20)),
      does('wall-push-up', reps(2, 8, 45)),
      does('wall-slide', reps(2, 10, 30)),
      does('neck-rotation', reps(2, 10, 20, 'alternating')),
    ]),
  ],
  reviewed_by: null,
};
