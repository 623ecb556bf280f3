import { expect, test } from 'vitest';
import { bounded } from '#lib/platform/bounded.ts';

/** Work that ends when it is told to. */
function work() {
	let finish!: () => void;
	const done = new Promise<void>((resolve) => (finish = resolve));
	return { finish, done, started: false };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('at most two run, the next waits its turn, one more is told to come back', async () => {
	const inTurn = bounded({ running: 2, waiting: 1, reason: 'pictures_busy' });
	const jobs = [work(), work(), work()];
	const running = jobs.map((job) =>
		inTurn(() => {
			job.started = true;
			return job.done;
		})
	);
	await expect(inTurn(() => Promise.resolve())).rejects.toMatchObject({
		kind: 'away',
		reason: 'pictures_busy'
	});
	expect(jobs.map(({ started }) => started)).toEqual([true, true, false]);
	jobs[0]!.finish();
	await settle();
	expect(jobs[2]!.started).toBe(true);
	jobs[1]!.finish();
	jobs[2]!.finish();
	await Promise.all(running);
});

test('work that fails gives its place free', async () => {
	const inTurn = bounded({ running: 1, waiting: 0, reason: 'busy' });
	await expect(inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	await expect(inTurn(() => Promise.resolve('next'))).resolves.toBe('next');
});
