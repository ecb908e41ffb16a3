import { auditRowText, sealText, type AuditRow } from './row-text';

const row: AuditRow = {
  id: 7,
  organization_id: 1,
  at: '2026-11-21T09:00:00.000001Z',
  actor_kind: 'user',
  actor_user_id: 3,
  impersonator_user_id: null,
  role: 'specialist',
  action: 'patient.read',
  entity: 'patient',
  entity_id: 12,
  patient_id: 12,
  fields: ['phone'],
  request_id: 'r-1',
};

test('the text of a row is fixed for ever: seals of old rows depend on it', () => {
  expect(auditRowText(row)).toBe(
    '[7,1,"2026-11-21T09:00:00.000001Z","user",3,null,"specialist","patient.read","patient",12,12,["phone"],"r-1"]',
  );
  const seal = { organization_id: 1, seal_number: 2, first_id: 5, last_id: 9, row_count: 4, root: 'ab', previous_hash: 'cd' };
  expect(sealText(seal)).toBe('["pathwell-seal-1",1,2,5,9,4,"ab","cd"]');
});

test('a change of any column changes the text', () => {
  const texts = Object.keys(row).map((key) => auditRowText({ ...row, [key]: key === 'fields' ? ['phone', 'email'] : 'other' }));
  expect(new Set([auditRowText(row), ...texts]).size).toBe(Object.keys(row).length + 1);
});

test('values cannot slide from one column into the next', () => {
  expect(auditRowText({ ...row, action: 'a","b', entity: 'c' })).not.toBe(auditRowText({ ...row, action: 'a', entity: 'b","c' }));
  expect(auditRowText({ ...row, fields: ['a', 'b'] })).not.toBe(auditRowText({ ...row, fields: ['a,b'] }));
});
