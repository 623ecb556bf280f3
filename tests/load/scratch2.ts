import { openSession } from '../fixture/session.ts';
import { startDatabase } from './harness/database.ts';
import { startServer } from './harness/server.ts';
import { voters } from './harness/voters.ts';
import { jobFor } from './intake.ts';
const database = await startDatabase();
const session = await openSession(database.db);
const env = { DATABASE_URL: database.url, APP_SECRET: 'benchmarks-need-a-secret-too-0123456789' };
const flags = process.argv[2] === 'prof' ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : [];
const servers = await Promise.all((process.argv[3]?.split(',') ?? ['src/server.ts', 'tests/load/servers/bare-ballots.ts']).map((s) => startServer(s, env, flags)));
const job = await jobFor(database, session);
for (const connections of [64, 64, 256, 64, 256]) for (const app of servers) {
	const c = app.cpu();
	const r = await voters({ ...job, port: app.port, mode: 'rate', connections, seconds: 3 });
	console.log(servers.indexOf(app), connections, Math.round(r.acknowledged/r.seconds), '/s p50', r.p50ms.toFixed(1), 'p99', r.p99ms.toFixed(1), 'server cpu/ballot µs', ((app.cpu() - c) * 1000 / r.acknowledged).toFixed(1), 'client', (r.cpuMs * 1000 / r.acknowledged).toFixed(1));
}
for (const app of servers) await app.stop();
await database.stop();
