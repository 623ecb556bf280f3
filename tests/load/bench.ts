/**
 * `npm run -s bench -- NAME [args]`: runs one benchmark against servers of its own and prints its figures as one
 * JSON object, last. `--quick` shortens it for a smoke test.
 */
import { buildIfNeeded } from '../../scripts/build-if-needed.ts';

const benchmarks: Record<string, () => Promise<{ run(args: string[]): Promise<object> }>> = {
	intake: () => import('./intake.ts'),
	fanout: () => import('./fanout.ts'),
	growth: () => import('./growth.ts'),
	weight: () => import('./weight.ts'),
	replay: () => import('./replay.ts'),
	crash: () => import('./crash.ts'),
	import: () => import('./import.ts'),
	map: () => import('./map.ts'),
	'residents-vote': () => import('./residents-vote.ts'),
	pot: () => import('./pot.ts'),
	'fund-list': () => import('./fund-list.ts'),
	programme: () => import('./programme.ts'),
	rush: () => import('./rush.ts'),
	room: () => import('./room.ts')
};

const [chosen = '', ...args] = process.argv.slice(2);
const load = benchmarks[chosen];
if (!load) {
	console.error(`Which one? ${Object.keys(benchmarks).join(', ')}`);
	process.exit(2);
}
await buildIfNeeded();
const benchmark = await load();
console.log(JSON.stringify(await benchmark.run(args)));
