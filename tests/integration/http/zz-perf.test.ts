import { Agent, request } from 'node:http';
import { startTestApi } from '#tests/support/api-client';
import { httpKernel } from '#tests/support/http-kernel';
import { buildWorld } from '#tests/support/world';
import { features } from '#api/features';
import { Worker } from 'node:worker_threads';
it('perf', async () => {
  const house = await httpKernel(16);
  const world = await buildWorld(house.kernel);
  const token = new Map();
  const api = await startTestApi({ kernel: house.kernel, routes: features.flat(), authenticate: async () => world.people.specialist });
  const code = `
  const http=require('http');const {workerData,parentPort}=require('worker_threads');
  const agent=new http.Agent({keepAlive:true,maxSockets:32});let n=0;let stop=false;
  const one=()=>new Promise((res)=>{const r=http.request(workerData.url,{agent,headers:{authorization:'Bearer x'}},(m)=>{m.resume();m.on('end',()=>{n++;workerData.last=m.statusCode;res(m.statusCode)})});r.on('error',res);r.end()});
  (async()=>{const loops=Array.from({length:32},async()=>{while(!stop){const s=await one();if(s!==200){parentPort.postMessage('status '+s);return}}});
  await new Promise(r=>setTimeout(r,1500));n=0;const t=Date.now();await new Promise(r=>setTimeout(r,4000));const rate=n/((Date.now()-t)/1000);stop=true;await Promise.all(loops);parentPort.postMessage(rate);})()`;
  for (const path of [`/v1/specialists/${world.ids.specialist}`, `/v1/patient-treatment-plans/${world.ids.enrollment}`, `/v1/me`]) {
    const c0 = process.cpuUsage(); const rate = await new Promise((resolve) => { const w = new Worker(code, { eval: true, workerData: { url: api.baseUrl + path } }); w.on('message', resolve); w.on('error', resolve); });
    const c = process.cpuUsage(c0); process.stderr.write(`PERF ${path} ${String(rate)} cpu/req ms ${((c.user + c.system) / 1000 / (Number(rate) * 5.6)).toFixed(3)}\n`);
  }
  await api.close();
  await house.close();
}, 60_000);
