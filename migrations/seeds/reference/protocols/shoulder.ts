import type { ReferenceProtocol } from '#domain/exercise-library/reference-content';
import { does, hold, reps, session } from '../build-reference';
import { GENERAL_CONTRAINDICATIONS, GENERAL_RED_FLAGS } from './common-questions';

/** Six weeks for a painful shoulder: loosen, guide the shoulder blade, then strengthen. Not clinically reviewed. */
export const SHOULDER_6_WEEKS: ReferenceProtocol = {
  slug: 'shoulder-6-weeks',
  name: 'Shoulder, 6 weeks',
  description: 'Three sessions a week: two weeks of easy movement, two weeks of shoulder blade control, two weeks of strength.',
  condition: 'Rotator cuff related shoulder pain',
  body_regions: ['shoulder', 'upper_back'],
  difficulty: 'beginner',
  type: 'telerehab',
  visibility: 'library',
  requires_approval: false,
  frequency_per_week: 3,
  duration_weeks: 6,
  red_flag_questions: [
    { key: 'left_arm_chest', text: 'Does the pain come with pressure in the chest, the jaw or the left arm?' },
    { key: 'hot_swollen_joint', text: 'Is the shoulder hot, red or suddenly swollen?' },
    { key: 'deformed', text: 'Has the shape of the shoulder changed after an injury?' },
    { key: 'arm_weakness', text: 'Has the arm become weak or numb?' },
    ...GENERAL_RED_FLAGS,
  ],
  contraindication_questions: [
    { key: 'shoulder_surgery', text: 'Have you had an operation on the shoulder in the last 12 weeks?' },
    { key: 'shoulder_dislocation', text: 'Has this shoulder ever come out of its joint?' },
    { key: 'tendon_tear', text: 'Did you feel a sudden snap or tear in the shoulder and has nobody looked at it yet?' },
    { key: 'latex_allergy', text: 'Are you allergic to latex and is your band made of it?' },
    ...GENERAL_CONTRAINDICATIONS,
  ],
  sessions: [
    session('a1', 'A · Loosen', 1, 2, [
      does('pendulum', hold(2, 30, 20, 'both')),
      does('table-slide', reps(2, 10, 20, 'both')),
      does('scapular-squeeze', reps(2, 10, 20)),
      does('neck-rotation', reps(2, 8, 20, 'alternating')),
    ]),
    session('b1', 'B · Helped lift', 1, 2, [
      does('pendulum', hold(2, 30, 20, 'both')),
      does('shoulder-flexion-stick', reps(2, 8, 20)),
      does('scapular-squeeze', reps(2, 10, 20)),
      does('thoracic-extension-chair', reps(2, 8, 20)),
    ]),
    session('c1', 'C · Loosen and open', 1, 2, [
      does('table-slide', reps(2, 12, 20, 'both')),
      does('shoulder-flexion-stick', reps(2, 10, 20)),
      does('thoracic-rotation-seated', reps(2, 10, 20, 'alternating')),
      does('chin-tuck', reps(2, 8, 20)),
    ]),
    session('a2', 'A · Guide the blade', 3, 4, [
      does('shoulder-flexion-stick', reps(2, 10, 20)),
      does('wall-slide', reps(2, 8, 30)),
      does('scapular-squeeze', reps(3, 10, 20)),
      does('external-rotation-band', reps(2, 10, 30)),
      does('thoracic-extension-chair', reps(2, 8, 20)),
    ]),
    session('b2', 'B · Pull', 3, 4, [
      does('table-slide', reps(2, 12, 20, 'both')),
      does('row-band', reps(2, 10, 30)),
      does('external-rotation-band', reps(3, 10, 30)),
      does('thoracic-rotation-seated', reps(2, 10, 20, 'alternating')),
    ]),
    session('c2', 'C · Push', 3, 4, [
      does('wall-slide', reps(3, 8, 30)),
      does('wall-push-up', reps(2, 8, 45)),
      does('scapular-squeeze', reps(2, 12, 20)),
      does('childs-pose', hold(2, 30, 15)),
    ]),
    session('a3', 'A · Lift', 5, 6, [
      does('wall-slide', reps(3, 10, 30)),
      does('shoulder-abduction', reps(3, 10, 30)),
      does('external-rotation-band', reps(3, 12, 30)),
      does('thoracic-extension-chair', reps(2, 10, 20)),
    ]),
    session('b3', 'B · Pull', 5, 6, [
      does('shoulder-flexion-stick', reps(2, 12, 20)),
      does('row-band', reps(3, 12, 30)),
      does('external-rotation-band', reps(3, 12, 30)),
      does('bird-dog', reps(2, 8, 30, 'alternating')),
    ]),
    session('c3', 'C · Push', 5, 6, [
      does('wall-slide', reps(2, 10, 30)),
      does('wall-push-up', reps(3, 12, 45)),
      does('shoulder-abduction', reps(3, 10, 30)),
      does('front-plank', hold(2, 20, 45)),
      does('childs-pose', hold(2, 30, 15)),
    ]),
  ],
  reviewed_by: null,
};
