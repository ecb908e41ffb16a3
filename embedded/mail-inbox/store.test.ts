import { tmpdir } from 'node:os';
import { createTransport } from 'nodemailer';
import { freePorts } from '../supervisor/ports';
import { startMailServer } from './smtp';
import { openMailInbox } from './store';
import { temporaryFolder } from '#tests/support/temporary-folder';

describe('the mail inbox', () => {
  it('keeps what came in by SMTP, also for a reader that starts later', async () => {
    const folder = temporaryFolder('inbox');
    const [port = 0] = await freePorts(1);
    const server = await startMailServer(openMailInbox(folder), port);
    const transport = createTransport({ host: '127.0.0.1', port });
    await transport.sendMail({
      from: 'Clinic <clinic@a.example>',
      to: 'pat@b.example',
      subject: 'Your code – 1',
      text: 'Code 123456',
      html: '<b>123456</b>',
    });
    await transport.sendMail({ from: 'clinic@a.example', to: 'other@b.example', subject: 'Second', text: 'two' });
    transport.close();
    await server.close();

    const later = openMailInbox(folder);
    const all = await later.list();
    expect(all.map(({ subject }) => subject)).toEqual(['Second', 'Your code – 1']);
    const [mine] = await later.list({ to: 'PAT@b.example' });
    expect(mine).toMatchObject({ from: 'Clinic <clinic@a.example>', to: ['pat@b.example'] });
    const message = await later.get(mine?.id ?? '');
    expect(message?.text.trim()).toBe('Code 123456');
    expect(message?.html).toContain('<b>123456</b>');
  });

  it('answers nothing for an id that is a path', async () => {
    expect(await openMailInbox(tmpdir()).get('../../etc/passwd')).toBeNull();
  });
});
