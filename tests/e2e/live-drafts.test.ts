import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { announceSession } from '#lib/formats/live/change-session.server.ts';
import { draftSession, press } from '../fixture/sessions.ts';
import { buildTown, staff } from '../fixture/town.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => buildTown(app.db));

const nobodys = '471203';

async function draft(app: App) {
	const actor = await staff(app.db, 'moderator', ['bielefeld-mitte', 'bielefeld-kesselbrink']);
	return { actor, ...(await draftSession(app.db, actor)) };
}

/** Everything that an answer tells: the code itself may be in it, as it was asked for. */
async function answersFor(app: App, code: string) {
	const ask = async (path: string, init: RequestInit = {}) => {
		const answer = await fetch(app.origin + path.replace('CODE', code), {
			redirect: 'manual',
			...init
		});
		const location = answer.headers.get('location')?.replace(code, 'CODE');
		const text = (await answer.text()).replaceAll(code, 'CODE').replace(code.slice(0, 3), 'CODE');
		return { status: answer.status, type: answer.headers.get('content-type'), location, text };
	};
	const api = '/api/v1/live/CODE';
	const post = (body: object) => ({
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	const form = {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.origin },
		body: 'command=end&version=0'
	};
	const made = { headers: { cookie: 'palaver-control-CODE=made-up'.replace('CODE', code) } };
	return {
		page: await ask('/j/CODE'),
		typed: await ask('/j?code=CODE'),
		view: await ask('/j/CODE/view'),
		joinForm: await ask('/j/CODE?/join', form),
		session: await ask(api),
		join: await ask(`${api}/join`, post({})),
		ballots: await ask(`${api}/ballots`, post({ question: crypto.randomUUID(), round: 1 })),
		results: await ask(`${api}/results`),
		stream: await ask(`${api}/stream`),
		stage: await ask('/live/CODE/stage'),
		control: await ask('/live/CODE/control'),
		controlWithKey: await ask('/live/CODE/control', made),
		controlStream: await ask('/live/CODE/control/stream'),
		command: await ask('/live/CODE/control?/command', form)
	};
}

test('nobody can tell the code of a draft from one that does not exist', async ({ app }) => {
	const { code } = await draft(app);
	const [ofDraft, ofNobody] = [await answersFor(app, code), await answersFor(app, nobodys)];
	for (const [what, answer] of Object.entries(ofDraft)) {
		const { text, ...head } = answer;
		const { text: expected, ...expectedHead } = ofNobody[what as keyof typeof ofNobody];
		expect(head, what).toEqual(expectedHead);
		expect(text.includes('Platzpalaver'), `${what} tells the title`).toBe(false);
		if (head.type?.includes('json')) expect(text, what).toBe(expected);
	}
	expect(ofDraft.session).toMatchObject({ status: 404 });
	expect(ofDraft.stream).toMatchObject({ status: 404, type: 'application/problem+json' });
	expect(JSON.parse(ofDraft.session.text)).toMatchObject({ reason: 'code_unknown' });
	for (const what of ['page', 'typed', 'view', 'stage', 'join', 'ballots', 'results'] as const)
		expect(ofDraft[what].status, what).toBe(404);
});

test('its moderator sees the stage and the control of a draft, and both follow it', async ({
	app,
	page,
	context
}) => {
	const { actor, activityId, code } = await draft(app);
	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
	await page.goto(`/staff/live/${activityId}`);
	await expect(page.getByText('Der Code gilt noch nicht')).toBeVisible();
	const stage = await context.newPage();
	await stage.goto(`/live/${code}/stage`);
	await expect(stage.getByText('Entwurf: Nur Sie sehen diese Seite')).toBeVisible();
	await expectAccessible(stage);
	await page.goto(`/live/${code}/control`);
	await expect(page.getByText('Die Verbindung ist weg')).toHaveCount(0);

	await announceSession(app.db, actor, activityId, true);
	await expect(stage.getByText('Entwurf: Nur Sie sehen diese Seite')).toHaveCount(0);
	expect((await fetch(`${app.origin}/j/${code}`)).status).toBe(200);
	await press(app.db, actor, activityId, 'start');
	await press(app.db, actor, activityId, 'next');
	await expect(stage.getByText('Wie gut wurden Sie einbezogen?', { exact: true })).toBeVisible();
	await expect(page.locator('[data-key=usual] button')).toHaveText('Abstimmung schließen');
});

test('a phone in the lobby of a session that is taken back is told that the code is unknown', async ({
	app,
	page
}) => {
	const { actor, activityId, code } = await draft(app);
	await announceSession(app.db, actor, activityId, true);
	await page.goto(`/j/${code}`);
	await expect(page.getByText('Platzpalaver am Kesselbrink')).toBeVisible();
	await announceSession(app.db, actor, activityId, false);
	await expect(page.getByText('Diesen Code gibt es nicht')).toBeVisible();
});
