import { describe, expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import {
	exportHistory,
	historyFilterSchema,
	readHistory,
	type HistoryRow
} from '#lib/core/history/reads.server.ts';
import { record } from '#lib/core/history/record.server.ts';
import { setMembership } from '#lib/core/people/accounts/memberships.server.ts';
import { createOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { pageOf, sentenceOf, subjectOf } from '../../src/routes/(staff)/admin/history/words.ts';
import { freshDatabase } from '../fixture/database.ts';
import { townHall } from '../fixture/town-hall.ts';

test('a history entry vanishes with the change it tells', async () => {
	const { db } = await freshDatabase();
	const change = db.transaction().execute(async (trx) => {
		await record(trx, system, {
			action: 'place.imported',
			subjectKind: 'place',
			subjectId: 'bielefeld'
		});
		throw new Error('the change failed');
	});
	await expect(change).rejects.toThrow('the change failed');
	expect(await db.selectFrom('history').selectAll().execute()).toEqual([]);
});

describe('the audit trail speaks', () => {
	const trail = async () => {
		const hall = await townHall();
		const { means, chief } = hall;
		const verein = await createOrganisation(means, chief.actor, {
			name: 'Kesselbrink e. V.',
			kind: 'association',
			placeId: 'bielefeld'
		});
		await setMembership(means, system, {
			accountId: chief.id,
			organisationId: verein,
			role: 'manager'
		});
		await hall.db.transaction().execute((trx) =>
			record(trx, system, {
				action: 'observation.released',
				subjectKind: 'observation',
				subjectId: crypto.randomUUID(),
				placeId: 'bielefeld',
				detail: { indicator: '540-3.1a' }
			})
		);
		const read = async (filter: object = {}) =>
			(await readHistory(hall.db, chief.actor, historyFilterSchema.parse(filter))).rows;
		return { ...hall, verein, read };
	};

	test('with names instead of ids, and where they lead', async () => {
		const { read, verein, chief } = await trail();
		const rows = await read();
		const told = rows.map((row) => [sentenceOf(row, formats), pageOf(row, formats)]);
		expect(told.slice(0, 3)).toEqual([
			['Wert von 540-3.1a Beteiligte Organisationen freigegeben', '/plan/indicators/540-3.1a'],
			[
				expect.stringMatching(/^Person \d+ gehört zu Kesselbrink e\. V\. \(Leitung\)$/),
				`/admin/people/${chief.id}`
			],
			['Organisation Kesselbrink e. V. angelegt', `/org/${verein}`]
		]);
	});

	test('of a session with its title, also when it is gone', async () => {
		const { db, read } = await trail();
		await db.transaction().execute((trx) =>
			record(trx, system, {
				action: 'live.deleted',
				subjectKind: 'live',
				subjectId: crypto.randomUUID(),
				placeId: 'bielefeld',
				detail: { title: { de: 'Palaver am Brunnen' } }
			})
		);
		const [row] = await read({ area: 'live' });
		expect(sentenceOf(row!, formats)).toBe('„Palaver am Brunnen“: Gelöscht');
		expect(pageOf(row!, formats)).toBeNull();
		expect(await read({ subject: 'brunnen' })).toHaveLength(1);
	});

	test('cut to one area', async () => {
		const { read } = await trail();
		const areas = async (area: string) =>
			new Set((await read({ area })).map(({ action }) => action.split('.')[0]));
		expect(await areas('plan')).toEqual(new Set(['observation']));
		expect(await areas('organisations')).toEqual(new Set(['organisation', 'membership']));
		expect(await areas('live')).toEqual(new Set());
	});

	test('in the export as a sentence beside the raw action and the ids', async () => {
		const { db, chief, verein } = await trail();
		const words = { sentence: (row: HistoryRow) => sentenceOf(row, formats), subject: subjectOf };
		const csv = await exportHistory(db, chief.actor, historyFilterSchema.parse({}), words);
		const [header, ...lines] = csv.trim().split('\r\n');
		expect(header).toContain('at,sentence,action,');
		expect(lines.find((line) => line.includes('organisation.created'))).toContain(
			'Organisation Kesselbrink e. V. angelegt,organisation.created,account,'
		);
		expect(csv).toContain(verein);
	});

	test('and an action that this version does not know is named as it is', async () => {
		const { db, read } = await trail();
		await db
			.transaction()
			.execute((trx) =>
				record(trx, system, { action: 'letter.sent', subjectKind: 'letter', subjectId: '7' })
			);
		const [row] = await read({ action: 'letter.sent' });
		expect(sentenceOf(row!, formats)).toBe('letter.sent (7)');
	});
});
