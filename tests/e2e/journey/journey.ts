import { builderKeys } from './chapters/builder-keys';
import { careLoop } from './chapters/care-loop';
import { clocks, oldCourse, rejection } from './chapters/endings';
import { inboxKeys } from './chapters/inbox-keys';
import { operations } from './chapters/operations';
import { Policies, QUIET_KEYS, quietElsewhere, SHORT_APPROVAL, SHORT_SILENCE } from './chapters/policies';
import { endEarlierJourneys, giveService, patientFacts, PLAN_PREFIX } from './chapters/prepare';
import type { StepResult } from './report';
import { screensOf, visit, type Screen, type ScreenIds } from './screens';
import { Stage, type StageOptions } from './stage';

export interface JourneyResult {
  passed: number;
  failed: readonly StepResult[];
}

/** The whole care loop against a running demo product, with the clicks and keys of its people. */
export async function playJourney(options: StageOptions): Promise<JourneyResult> {
  const stage = await Stage.open(options);
  try {
    await play(stage);
    const { steps, failed } = stage.report;
    return { passed: steps.length - failed.length, failed };
  } finally {
    await stage.close();
  }
}

async function play(stage: Stage): Promise<void> {
  const { report } = stage;
  await report.chapter(async () => {
    const { patient, other, policies } = await report.step('the house is ready, and earlier journeys are ended', async () => {
      await endEarlierJourneys(stage);
      return {
        patient: await patientFacts(stage, 'patient-4'),
        other: await patientFacts(stage, 'patient-2'),
        policies: await Policies.remember(stage),
      };
    });
    await report.step('the administrator gives the patient a service with home programmes', () => giveService(stage, patient));
    stage.words.push(patient.name, patient.email, other.name, other.email, `${PLAN_PREFIX} `);
    await policies.set(quietElsewhere('Asia/Kolkata', new Date()));
    try {
      await report.chapter(async () => void (await careLoop(stage, patient)));
      await report.chapter(() => builderKeys(stage));
      await report.chapter(() => rejection(stage, other));
      await report.chapter(() => inboxKeys(stage, [patient, other]));
      await report.chapter(() => clocks(stage, policies, patient, other));
      await report.chapter(() => oldCourse(stage, patient));
      await report.chapter(() => operations(stage));
      await screens(stage, await idsFor(stage, patient.id));
    } finally {
      await policies.putBack([...QUIET_KEYS, ...Object.keys(SHORT_APPROVAL), ...Object.keys(SHORT_SILENCE)]);
    }
  });
  await report.chapter(() => quiet(stage));
}

async function idsFor(stage: Stage, patientId: number): Promise<ScreenIds> {
  const { api } = await stage.as('author');
  const first = async (path: string): Promise<number> => {
    const { items } = await api.get<{ items: { id: number }[] }>(path);
    const [item] = items;
    if (item === undefined) throw new Error(`${path} is empty.`);
    return item.id;
  };
  const demo = await patientFacts(stage, 'patient-4');
  return {
    patientId,
    planId: await first('/v1/treatment-plans?mine=true&limit=1'),
    enrollmentId: await first(`/v1/patient-treatment-plans?patient_id=${demo.id}&status=running&limit=1`),
    exerciseId: await first('/v1/exercises?limit=1'),
    specialistId: await first('/v1/specialists?limit=1'),
    userId: (await api.get<{ user_id: number }>('/v1/me')).user_id,
  };
}

/** The author looks at one half of the screens while everybody else looks at the other, each in a browser of their own. */
async function screens(stage: Stage, ids: ScreenIds): Promise<void> {
  const look = async (all: readonly Screen[]): Promise<void> => {
    for (const screen of all) {
      await stage.report.chapter(() =>
        stage.report.step(`screen ${screen.name}: both widths, both themes, axe 0`, () => visit(stage, screen)),
      );
    }
  };
  const all = screensOf(ids);
  const isAuthors = ({ who }: Screen): boolean => who === 'author';
  await Promise.all([look(all.filter(isAuthors)), look(all.filter((screen) => !isAuthors(screen)))]);
}

/** What nobody should have heard: requests elsewhere, errors in the console. */
async function quiet(stage: Stage): Promise<void> {
  await stage.report.step('no request left for another origin', async () => expectNone(stage.watch.foreign));
  await stage.report.step('no name, plan or mail address stood in an address', async () => expectNone(stage.watch.telling));
  await stage.report.step('no error in the console', async () => expectNone(stage.watch.errors));
}

function expectNone(found: readonly string[]): void {
  if (found.length > 0) throw new Error([...new Set(found)].join('\n'));
}
