import { expect, test } from 'vitest';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { readTalk } from '#lib/formats/live/moderation/change-talk.server.ts';
import { createFromTemplate } from '#lib/formats/live/templates/create.server.ts';
import { templateOf, templates } from '#lib/formats/live/templates/index.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { kesselbrink, press, sessionInput } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

/** Answers that somebody may give to a question that a template asks, by its type. */
const answers: Readonly<Record<string, (config: never) => unknown>> = {
	scale: ({ to }: { to: number }) => to,
	choice: ({ options }: { options: { id: string }[] }) => [options[0]!.id],
	ranking: ({ options }: { options: { id: string }[] }) => [options[1]!.id, options[0]!.id],
	points: ({ options, total }: { options: { id: string }[]; total: number }) => ({
		[options[0]!.id]: total
	}),
	matrix: ({ items }: { items: { id: string }[] }) => ({ [items[0]!.id]: 2 }),
	words: () => ['Schatten'],
	text: () => 'Es ist zu dunkel.',
	pin: () => ['B2']
};

async function made(db: Db, template: (typeof templates)[number]) {
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	const input = sessionInput({
		title: template.title,
		locales: ['de', 'en', 'de-simple', 'ar'],
		organisationField: template.organisationField
	});
	const session = await createFromTemplate(db, moderator, input, { template });
	return { ...session, moderator };
}

const locateSquare = (db: Db) =>
	db
		.updateTable('places')
		.set({ lat: 52.0246, lng: 8.5395 })
		.where('id', '=', kesselbrink)
		.execute();

/** Where a template asks about a map, it is tried with a place that nobody has located too. */
const tries = templates.flatMap((template) =>
	template.questions.some(({ otherwise }) => otherwise)
		? [true, false].map((known) => ({ template, known }))
		: [{ template, known: false }]
);

test.each(tries)(
	'$template.key, place known: $known: every question can be opened and answered, in all four languages',
	async ({ template, known }) => {
		const database = await freshDatabase();
		const { db } = database;
		await buildTown(db);
		if (known) await locateSquare(db);
		const { activityId, code, moderator } = await made(db, template);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked).toHaveLength(template.questions.length);
		await press(db, moderator, activityId, 'start');
		const { service } = await appProcess(database);
		const { token } = await service.join({
			code,
			token: null,
			organisation: { name: 'Nachbarschaft e. V.' }
		});
		for (const { id, type, prompt, config } of asked) {
			expect(Object.keys(prompt).toSorted()).toEqual(['ar', 'de', 'de-simple', 'en']);
			await press(db, moderator, activityId, 'next');
			const answer = answers[type]!(config as never);
			await service.cast({ code, token, question: id, round: 1, answer });
			await press(db, moderator, activityId, 'close');
			await press(db, moderator, activityId, 'reveal', { confirmed: true });
			const { result } = await service.snapshot(code);
			for (const locale of ['de', 'en', 'de-simple', 'ar'])
				expect(questionType(type).sentence(config, result!, locale)).not.toBe('');
		}
	}
);

test('the walk shows the map of its place, and asks for streets where nobody knows where that is', async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	const walk = templateOf('stadtteilbegehung')!;
	const types = async () => {
		const { activityId, moderator } = await made(db, walk);
		return (await readSession(db, moderator, activityId)).asked.map(({ type }) => type);
	};
	expect(await types()).toEqual(['choice', 'text', 'matrix', 'text', 'ranking']);
	await locateSquare(db);
	expect(await types()).toEqual(['choice', 'pin', 'matrix', 'text', 'ranking']);
});

test('the youth parliament lets the audience ask, read before by a moderator', async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	const { activityId, moderator } = await made(db, templateOf('jugendparlament')!);
	expect((await readTalk(db, moderator, activityId)).asks).toBe('checked');
	const { asked } = await readSession(db, moderator, activityId);
	const right = asked.filter(({ type, config }) => questionType(type).knowledge.asked(config));
	expect(right).toHaveLength(1);
});
