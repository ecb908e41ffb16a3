import { systemCtx } from '#core/kernel/ctx';
import { inSystemTx, inTx } from '#core/kernel/tx';
import { activeAccess } from '#core/services/active-access';
import { seedDemoServices } from '#migrations/seeds/demo/services';
import { buildOrganization, buildPatient } from '#tests/support/factories/base';
import { httpKernel, type HttpKernel } from '#tests/support/http-kernel';

let house: HttpKernel;
beforeAll(async () => {
  house = await httpKernel();
});
afterAll(() => house.close());

it('gives the demonstration two services and its patients what shows access and its refusal, once', async () => {
  const org = await buildOrganization(house.kernel);
  const [first, fourth] = [await buildPatient(house.kernel, org), await buildPatient(house.kernel, org)];
  const now = new Date();
  const system = systemCtx(house.kernel, null, now);
  const keys = [
    [first.actor.userId, 'patient-1'],
    [fourth.actor.userId, 'patient-4'],
  ];
  for (const pair of keys) await inSystemTx(system, (tx) => tx.query('update users set demo_key = $2 where id = $1', pair));
  await seedDemoServices(house.kernel, org, now);
  await seedDemoServices(house.kernel, org, now);
  const counted = await inSystemTx(system, (tx) =>
    tx.one(
      'select (select count(*)::int from service_plans) as offers, (select count(*)::int from patient_service_plans) as grants',
    ),
  );
  expect(counted).toEqual({ offers: 2, grants: 2 });
  const access = (patientId: number) => inTx(systemCtx(house.kernel, org, now), (tx) => activeAccess(tx, patientId, now));
  expect(await access(first.patientId)).toEqual({ telerehab: true, library: true });
  expect(await access(fourth.patientId)).toEqual({ telerehab: false, library: false });
});
