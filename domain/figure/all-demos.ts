import type { Demonstration } from './demonstration';
import { demonstration as anklePumps } from './demos/ankle-pumps';
import { demonstration as birdDog } from './demos/bird-dog';
import { demonstration as bridge } from './demos/bridge';
import { demonstration as calfRaise } from './demos/calf-raise';
import { demonstration as calfStretchWall } from './demos/calf-stretch-wall';
import { demonstration as catCamel } from './demos/cat-camel';
import { demonstration as childsPose } from './demos/childs-pose';
import { demonstration as chinTuck } from './demos/chin-tuck';
import { demonstration as deadBug } from './demos/dead-bug';
import { demonstration as externalRotationBand } from './demos/external-rotation-band';
import { demonstration as frontPlank } from './demos/front-plank';
import { demonstration as hamstringStretch } from './demos/hamstring-stretch';
import { demonstration as heelSlide } from './demos/heel-slide';
import { demonstration as hipFlexorStretch } from './demos/hip-flexor-stretch';
import { demonstration as kneeToChest } from './demos/knee-to-chest';
import { demonstration as lumbarRotation } from './demos/lumbar-rotation';
import { demonstration as miniSquat } from './demos/mini-squat';
import { demonstration as neckRotation } from './demos/neck-rotation';
import { demonstration as neckSideBend } from './demos/neck-side-bend';
import { demonstration as pelvicTilt } from './demos/pelvic-tilt';
import { demonstration as pendulum } from './demos/pendulum';
import { demonstration as proneHipExtension } from './demos/prone-hip-extension';
import { demonstration as pronePressUp } from './demos/prone-press-up';
import { demonstration as quadSet } from './demos/quad-set';
import { demonstration as rowBand } from './demos/row-band';
import { demonstration as scapularSqueeze } from './demos/scapular-squeeze';
import { demonstration as seatedKneeExtension } from './demos/seated-knee-extension';
import { demonstration as seatedMarch } from './demos/seated-march';
import { demonstration as seatedToeRaise } from './demos/seated-toe-raise';
import { demonstration as shoulderAbduction } from './demos/shoulder-abduction';
import { demonstration as shoulderFlexionStick } from './demos/shoulder-flexion-stick';
import { demonstration as sideLyingClam } from './demos/side-lying-clam';
import { demonstration as sideLyingHipAbduction } from './demos/side-lying-hip-abduction';
import { demonstration as sidePlank } from './demos/side-plank';
import { demonstration as singleLegBridge } from './demos/single-leg-bridge';
import { demonstration as singleLegCalfRaise } from './demos/single-leg-calf-raise';
import { demonstration as singleLegStance } from './demos/single-leg-stance';
import { demonstration as sitToStand } from './demos/sit-to-stand';
import { demonstration as splitSquat } from './demos/split-squat';
import { demonstration as standingBackExtension } from './demos/standing-back-extension';
import { demonstration as standingHamstringCurl } from './demos/standing-hamstring-curl';
import { demonstration as standingHipAbduction } from './demos/standing-hip-abduction';
import { demonstration as standingHipExtension } from './demos/standing-hip-extension';
import { demonstration as stepUp } from './demos/step-up';
import { demonstration as straightLegRaise } from './demos/straight-leg-raise';
import { demonstration as tableSlide } from './demos/table-slide';
import { demonstration as thoracicExtensionChair } from './demos/thoracic-extension-chair';
import { demonstration as thoracicRotationSeated } from './demos/thoracic-rotation-seated';
import { demonstration as wallPushUp } from './demos/wall-push-up';
import { demonstration as wallSit } from './demos/wall-sit';
import { demonstration as wallSlide } from './demos/wall-slide';

/** Every demonstration at once, for tests, the renderer and the server; the browser loads them one by one. */
export const ALL_DEMOS: readonly Demonstration[] = [
  anklePumps,
  birdDog,
  bridge,
  calfRaise,
  calfStretchWall,
  catCamel,
  childsPose,
  chinTuck,
  deadBug,
  externalRotationBand,
  frontPlank,
  hamstringStretch,
  heelSlide,
  hipFlexorStretch,
  kneeToChest,
  lumbarRotation,
  miniSquat,
  neckRotation,
  neckSideBend,
  pelvicTilt,
  pendulum,
  proneHipExtension,
  pronePressUp,
  quadSet,
  rowBand,
  scapularSqueeze,
  seatedKneeExtension,
  seatedMarch,
  seatedToeRaise,
  shoulderAbduction,
  shoulderFlexionStick,
  sideLyingClam,
  sideLyingHipAbduction,
  sidePlank,
  singleLegBridge,
  singleLegCalfRaise,
  singleLegStance,
  sitToStand,
  splitSquat,
  standingBackExtension,
  standingHamstringCurl,
  standingHipAbduction,
  standingHipExtension,
  stepUp,
  straightLegRaise,
  tableSlide,
  thoracicExtensionChair,
  thoracicRotationSeated,
  wallPushUp,
  wallSit,
  wallSlide,
];
