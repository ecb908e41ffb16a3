import type { Stage } from '../stage';

interface Process {
  workflow_id: string;
  temporal_url: string;
}

/** Ops open the process of the journey in the Temporal UI and can read it. */
export async function operations(stage: Stage): Promise<void> {
  await stage.report.step('ops open the workflow in the Temporal UI and read it in clear text', async () => {
    const { page, api } = await stage.as('ops');
    const { items } = await api.get<{ items: Process[] }>('/v1/ops/processes?kind=enrollment&limit=1');
    const process = items[0];
    if (process === undefined) throw new Error('There is no enrollment process.');
    await page.goto(process.temporal_url);
    await page.getByText(process.workflow_id).first().waitFor();
    await page
      .getByText(/"orgId"|orgId/)
      .first()
      .waitFor();
    const text = await page.locator('body').innerText();
    if (/binary\/encrypted|"Encoded"|cannot be decoded/i.test(text)) throw new Error(`Not in clear text: ${text.slice(0, 600)}`);
    await stage.picture(page, 'temporal-ui', 1280, ['light']);
  });
}
