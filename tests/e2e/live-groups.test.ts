import { markBackground } from '#lib/formats/live/crosstab/background.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { howWellInvolved, liveSession, useOfTheSquare } from '../fixture/live-session.ts';
import { groupedSession, people, type Phones } from '../fixture/live-groups.ts';
import { choiceOf } from '../fixture/session.ts';
import { callUntilAnswered, connections } from '../load/harness/phone.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { expectCounted, send } from './phones.ts';

/** In the one language of its session, as its form gives it back. */
const ages = {
	type: 'choice',
	prompt: { de: 'Wie alt sind Sie?' },
	config: {
		options: [
			{ id: 'young', label: { de: 'bis 29 Jahre' } },
			{ id: 'middle', label: { de: '30 bis 59 Jahre' } },
			{ id: 'old', label: { de: '60 Jahre und älter' } },
			{ id: 'oldest', label: { de: '90 Jahre und älter' } }
		],
		min: 1,
		max: 1,
		noneOfThese: false
	}
};

/** Phones that know nothing but the public API. */
function byApi(origin: string): Phones {
	const agent = connections(8);
	const api = (code: string, path: string) => `${origin}/api/v1/live/${code}/${path}`;
	return {
		async join(code) {
			const { body } = await callUntilAnswered(agent, api(code, 'join'), { body: {} });
			return (JSON.parse(body) as { participant: string }).participant;
		},
		cast: ({ code, token, ...body }) =>
			callUntilAnswered(agent, api(code, 'ballots'), { token, body })
	};
}

const several = choiceOf(['Bank', 'Baum', 'Licht'], 3);

/** What everybody answers to the choice of one, to the scale, and to the choice of several. */
const voters = [
	...people(9, 'young', ['sport'], 9, ['Bank', 'Baum']),
	...people(8, 'young', ['rest'], 6, ['Baum']),
	...people(11, 'middle', ['market'], 8, ['Licht']),
	...people(2, 'middle', ['sport'], 8, ['Bank', 'Licht']),
	...people(7, 'middle', ['rest'], 5, ['Bank', 'Baum', 'Licht']),
	...people(12, 'old', ['rest'], 4, ['Licht', 'Baum']),
	...people(6, 'old', ['market'], 7, ['Bank']),
	...people(1, 'oldest', ['rest'], 7, ['Bank']),
	...people(6, null, ['market'], 8, ['Licht'])
];

test('answers are shown by the group that people told: made once, read, printed, and taken along', async ({
	app,
	page
}) => {
	test.setTimeout(240_000);
	const session = await groupedSession(app.db, byApi(app.origin), {
		background: ages,
		questions: [useOfTheSquare, howWellInvolved, several]
	});
	const tables = `/staff/live/${session.activityId}/crosstab`;
	await session.vote(voters);
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles: [...roles] }));

	await test.step('the moderator makes the tables; each is kept as it is', async () => {
		await page.goto(tables);
		for (let made = 1; made <= 2; made++) {
			await page.getByText('Tabelle erstellen').first().click();
			await page.getByRole('button', { name: 'So festhalten' }).first().click();
			await expect(page.getByText('Die Tabelle ist festgehalten.')).toBeVisible();
			await expect(page.getByRole('figure')).toHaveCount(made);
		}
		// Of several answers to one question the ballots tell which went together, so that more is hidden: here all.
		await page.getByText('Tabelle erstellen').first().click();
		await page.getByRole('button', { name: 'So festhalten' }).first().click();
		await expect(page.getByText('Es sind zu wenige Personen')).toBeVisible();
		await expect(page.getByRole('figure')).toHaveCount(2);
	});

	await test.step('two people are hidden, and the one over ninety stands with others', async () => {
		const table = page.getByRole('table').first();
		await expect(table.getByRole('row', { name: /^Sport/ })).toContainText('verborgen');
		await expect(table.getByRole('columnheader', { name: /90 Jahre/ })).toContainText('und');
		await expect(page.getByRole('figure').first()).toContainText(
			'62 Personen sind in dieser Tabelle.'
		);
	});

	await test.step('every language, small and large, is accessible', async () => {
		for (const prefix of ['', '/en', '/leicht', '/ar']) {
			const answered = await page.goto(prefix + tables);
			expect(answered!.status()).toBe(200);
			await page.setViewportSize({ width: 1440, height: 900 });
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 640 });
			await expectNoSidewaysScrolling(page);
		}
	});

	await test.step('the file has words where the page has none', async () => {
		await page.goto(tables);
		const download = page.waitForEvent('download');
		await page
			.getByRole('link', { name: /^Als CSV/ })
			.first()
			.click();
		expect((await download).suggestedFilename()).toBe('palaver-groups.csv');
	});

	await test.step('the question stays the one that asks for the group', async () => {
		await page.goto(`/staff/live/${session.activityId}/questions/${session.group}`);
		await page.getByRole('checkbox', { name: 'Fragt nach der Gruppe' }).uncheck();
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Was den Menschen dort gesagt wurde, gilt weiter.')).toBeVisible();
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

	test('a resident reads that the answer is free and what it is for, answers, and goes on', async ({
		app,
		page
	}) => {
		const session = await liveSession(app.db, { questions: [ages, useOfTheSquare] });
		const { id } = await app.db
			.selectFrom('liveQuestions')
			.select('id')
			.where('activityId', '=', session.activityId)
			.where('position', '=', 1)
			.executeTakeFirstOrThrow();
		await app.db.transaction().execute((trx) => markBackground(trx, session.activityId, id, true));
		await session.press('start', 'next');
		await page.goto(`/j/${session.code}`);
		for (const [prefix, note] of [
			['', 'Diese Antwort ist freiwillig.'],
			['/en', 'You need not answer this.'],
			['/ar', 'هذه الإجابة اختيارية'],
			['/leicht', 'Sie müssen hier nicht antworten.']
		] as const) {
			const answered = await page.goto(`${prefix}/j/${session.code}`);
			expect(answered!.status()).toBe(200);
			await expect(page.getByText(note)).toBeVisible();
			await expectNoSidewaysScrolling(page);
		}
		await page.goto(`/j/${session.code}`);
		await page.getByText('30 bis 59 Jahre').click();
		await send(page);
		await expectCounted(page, '30 bis 59 Jahre');
	});
});
