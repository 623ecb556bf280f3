import { expect, test } from 'vitest';
import { readState } from '#lib/formats/live/live-snapshot.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { howManyTrees, whenBuilt } from '../../fixture/question-types.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { draftSession, kesselbrink, press, vote } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

test.each([
	['choice', whenBuilt, ['y1950']],
	['number', howManyTrees, 42]
])(
	'what is right in a %s is told only while the result is shown and nobody can vote',
	async (_, question, answer) => {
		const { db, pool } = await freshDatabase();
		await buildTown(db);
		const moderator = await staff(db, 'moderator', [kesselbrink]);
		const { activityId } = await draftSession(db, moderator, [question, whenBuilt]);
		const told = async (...commands: Parameters<typeof press>[3][]) => {
			for (const command of commands)
				await press(db, moderator, activityId, command, { confirmed: true });
			const state = await readState(pool, activityId, questionType);
			return JSON.stringify(state).includes('"right"');
		};
		await press(db, moderator, activityId, 'start');
		expect(await told('next')).toBe(false);
		await vote(db, activityId, [answer]);
		expect(await told('reveal')).toBe(false);
		expect(await told('close')).toBe(true);
		expect(await told('conceal')).toBe(false);
		expect(await told('reveal')).toBe(true);
		expect(await told('reopen')).toBe(false);
		expect(await told('close', 'repeat')).toBe(false);
		expect(await told('close', 'next')).toBe(false);
		expect(await told('end')).toBe(false);
	}
);
