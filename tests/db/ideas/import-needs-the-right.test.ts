import { expect, test } from 'vitest';
import { startImport } from '#lib/formats/ideas/import/start-import.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { uploaded } from '../../fixture/idea-files.ts';
import { ideaMap } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

test('a planner reads but imports nothing, and nothing is written to disk for them', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const planner = await staff(db, 'planner', ['bielefeld-mitte']);
	let received = false;
	const receive = () => {
		received = true;
		return uploaded('Titel\nMehr Bänke\n');
	};
	await expect(startImport(db, planner, test.activityId, receive)).rejects.toMatchObject({
		kind: 'forbidden'
	});
	expect(received).toBe(false);
});
