import type { Stage } from '../stage';

/** Ops open a patient's plan among the processes, follow its link into the Temporal UI, and can read it. */
export async function operations(stage: Stage): Promise<void> {
  await stage.report.step('ops open the workflow in the Temporal UI and read it in clear text', async () => {
    const { page } = await stage.as('ops');
    await page.goto('/processes');
    await page
      .getByRole('link', { name: /^Plan \d+$/ })
      .first()
      .click();
    await page.waitForURL(/\/processes\/\d+$/);
    await page.getByRole('link', { name: 'History in the Temporal UI' }).waitFor();
    await stage.picture(page, 'journey-process', 1280);
    await page.getByRole('link', { name: 'History in the Temporal UI' }).click();
    await page.waitForURL(/\/ops\/temporal\/namespaces\/.*enrollment/);
    await page.getByText('"orgId"').first().waitFor();
    const text = await page.locator('body').innerText();
    if (/binary\/encrypted|"Encoded"|cannot be decoded/i.test(text)) throw new Error(`Not in clear text: ${text.slice(0, 600)}`);
    await stage.picture(page, 'temporal-ui', 1280, ['light']);
  });
}
