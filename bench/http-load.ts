import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { rateOf } from './measure';

/** What the sending thread is given; it answers with requests a second. */
export interface HttpLoad {
  url: string;
  authorization: string;
  count: number;
  /** Requests in flight. */
  width: number;
}

async function run({ url, authorization, count, width }: HttpLoad): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const get = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { agent, headers: { authorization } }, (reply) => {
        reply.resume();
        reply.on('end', () => (reply.statusCode === 200 ? resolve() : reject(new Error(`Answered ${reply.statusCode}`))));
      });
      sent.on('error', reject);
      sent.end();
    });
  parentPort?.postMessage(await rateOf(count, width, get));
  agent.destroy();
}

void run(workerData as HttpLoad); // as `http.ts` sent it; a failure ends the thread, and the bench with it
