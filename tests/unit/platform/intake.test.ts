import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openIntake } from '#lib/platform/db/intake.server.ts';

type Item = { key: string; value: number };

/** An intake whose batches wait until the test lets them go. */
function heldIntake(options: { maxBatch?: number; maxQueue?: number } = {}) {
	const batches: Item[][] = [];
	const gates: PromiseWithResolvers<undefined>[] = [];
	const intake = openIntake<Item, number>({
		name: 'test',
		keyOf: (item) => item.key,
		write: async (items) => {
			batches.push([...items]);
			const gate = Promise.withResolvers<undefined>();
			gates.push(gate);
			await gate.promise;
			return items.map((item) => item.value * 10);
		},
		...options
	});
	const begun = async (count: number) => {
		while (gates.length < count) await new Promise(setImmediate);
	};
	return {
		intake,
		batches,
		commit: async (index: number) => (await begun(index + 1), gates[index]!.resolve(undefined))
	};
}

const item = (key: string, value = 1): Item => ({ key, value });

test('what arrives while a batch is committed is the next batch, and each caller gets their own outcome', async () => {
	const { intake, batches, commit } = heldIntake();
	const first = intake.submit(item('a', 1));
	await commit(0).then(() => undefined);
	expect(await first).toBe(10);
	const second = intake.submit(item('b', 2));
	await new Promise(setImmediate);
	await new Promise(setImmediate);
	const others = ['c', 'd', 'e'].map((key, index) => intake.submit(item(key, index)));
	await commit(1);
	await commit(2);
	expect(await Promise.all([second, ...others])).toEqual([20, 0, 10, 20]);
	expect(batches.map((batch) => batch.map(({ key }) => key))).toEqual([
		['a'],
		['b'],
		['c', 'd', 'e']
	]);
});

test('a batch is answered when the next one is on its way, so that the database does not wait for the answers', async () => {
	const { intake, batches, commit } = heldIntake();
	const first = intake.submit(item('a'));
	await new Promise(setImmediate);
	const second = intake.submit(item('b'));
	await commit(0);
	await first;
	expect(batches).toHaveLength(2);
	await commit(1);
	await second;
});

test('a batch has at most as many rows as it may', async () => {
	const { intake, batches, commit } = heldIntake({ maxBatch: 2 });
	const all = ['a', 'b', 'c'].map((key) => intake.submit(item(key)));
	await commit(0);
	await commit(1);
	await Promise.all(all);
	expect(batches.map((batch) => batch.length)).toEqual([2, 1]);
});

test('two items of one person never share a batch and stay in their order', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }), async (keys) => {
			const batches: Item[][] = [];
			const intake = openIntake<Item, null>({
				name: 'test',
				keyOf: ({ key }) => key,
				write: async (items) => {
					batches.push([...items]);
					await new Promise(setImmediate);
					return items.map(() => null);
				},
				maxBatch: 4
			});
			await Promise.all(keys.map((key, value) => intake.submit({ key, value })));
			for (const batch of batches)
				expect(new Set(batch.map(({ key }) => key)).size).toBe(batch.length);
			for (const key of ['a', 'b', 'c']) {
				const written = batches.flat().filter((written) => written.key === key);
				const given = keys.flatMap((other, value) => (other === key ? [value] : []));
				expect(written.map(({ value }) => value)).toEqual(given);
			}
		})
	);
});

test('a full queue refuses the next one and keeps the others', async () => {
	const { intake, commit } = heldIntake({ maxQueue: 2 });
	const taken = ['a', 'b'].map((key) => intake.submit(item(key)));
	await expect(intake.submit(item('c'))).rejects.toMatchObject({ status: 429, reason: 'busy' });
	await commit(0);
	expect(await Promise.all(taken)).toEqual([10, 10]);
});

test('closing answers what was taken in and takes nothing more', async () => {
	const { intake, commit } = heldIntake();
	const last = intake.submit(item('a'));
	const closed = intake.close();
	await expect(intake.submit(item('b'))).rejects.toMatchObject({ reason: 'busy' });
	await commit(0);
	await closed;
	expect(await last).toBe(10);
});

test('an item that cannot be stored fails alone', async () => {
	const intake = openIntake<Item, string>({
		name: 'test',
		keyOf: ({ key }) => key,
		write: async (items) => {
			if (items.some(({ key }) => key === 'bad')) throw new Error('invalid input syntax');
			return items.map(({ key }) => key);
		}
	});
	const outcomes = await Promise.allSettled(
		['a', 'b', 'bad', 'c', 'd'].map((key) => intake.submit(item(key)))
	);
	expect(
		outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null))
	).toEqual(['a', 'b', null, 'c', 'd']);
});

test('a batch whose connection is lost is written again, as the same batch, and known to be a repeated one', async () => {
	const written: unknown[][] = [];
	const intake = openIntake<Item, string>({
		name: 'test',
		keyOf: ({ key }) => key,
		write: async (items, repeated) => {
			written.push([...items.map(({ key }) => key), repeated]);
			if (written.length < 3) throw new Error('Connection terminated unexpectedly');
			return items.map(() => 'counted');
		}
	});
	expect(await Promise.all([intake.submit(item('a')), intake.submit(item('b'))])).toEqual([
		'counted',
		'counted'
	]);
	expect(written).toEqual([
		['a', 'b', false],
		['a', 'b', true],
		['a', 'b', true]
	]);
});

test('when the database stays away, people are told so and asked to come again', async () => {
	const intake = openIntake<Item, string>({
		name: 'test',
		keyOf: ({ key }) => key,
		patience: 0,
		write: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))
	});
	await expect(intake.submit(item('a'))).rejects.toMatchObject({
		status: 503,
		reason: 'unavailable'
	});
});
