import 'reflect-metadata';
import { verifyAudit, type AuditFault } from '#core/audit/verify-audit';
import { withRunningKernel } from './tool-kernel';

const sentences: Readonly<Record<AuditFault['what'], string>> = {
  row_changed: 'a row was changed after it was sealed',
  row_removed: 'a row was removed after it was sealed',
  row_added: 'a row was added among sealed ones',
  seal_changed: 'a seal was changed',
  seal_missing: 'a seal is missing',
  end_removed: 'the newest seals this machine saw are gone (or an older backup was restored)',
  signature: 'a seal is not signed by the key of this installation',
};

/** `npm run audit:verify`: checks every chain, names the first bad row, and ends with 1 when there is one. */
async function main(): Promise<void> {
  await withRunningKernel(async (kernel) => {
    const { seals, rows, unsealed, faults } = await verifyAudit(kernel);
    for (const { organizationId, sealNumber, rowId, what } of faults) {
      const where = organizationId === null ? 'the platform' : `organization ${organizationId}`;
      console.log(`BAD ${where}, seal ${sealNumber}${rowId === null ? '' : `, first bad row ${rowId}`}: ${sentences[what]}`);
    }
    console.log(`${rows} rows under ${seals} seals checked, ${unsealed} too young to be sealed, ${faults.length} faults`);
    if (faults.length > 0) process.exitCode = 1;
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
