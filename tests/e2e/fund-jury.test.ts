import type { AccountActor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { openMeeting, voteYes } from './fund-jury-steps.ts';
import { browserOf, employee, press } from './fund-people.ts';
import { createAccount } from '../fixture/accounts.ts';
import { applied, fundRound } from '../fixture/fund.ts';
import { criteria, grant, juror, meetingWith, voteOn } from '../fixture/fund-jury.ts';
import { openPdf } from '../fixture/pdf.ts';
import { buildTown } from '../fixture/town.ts';

test.beforeAll(async ({ app }) => buildTown(app.db));

const placeId = 'bielefeld-mitte';
const round = (app: App, potCents?: number) =>
	fundRound(app.db, {
		...(potCents && { potCents }),
		rules: { criteria: [...criteria], quorum: 2 }
	});

test('a meeting: three jurors on their phones, one of them excluded; vote, decision, minutes', async ({
	browser,
	app
}) => {
	test.slow(); // four browsers
	const fund = await round(app);
	const cooking = await applied(app.db, fund);
	await applied(app.db, fund, { title: 'Sommerfest am Platz' });
	const names = ['Ada Öztürk', 'Bo Nguyen', 'Cem Kaya'];
	const [ada, bo, cem] = await Promise.all([
		browserOf(browser, app, await employee(app, names[0]!, 'juror')),
		browserOf(browser, app, await employee(app, names[1]!, 'juror'), { javaScriptEnabled: false }),
		browserOf(browser, app, await employee(app, names[2]!, 'juror'))
	]);
	const office = await browserOf(browser, app, await employee(app, 'Olga Büro', 'fundOffice'), {
		width: 1280
	});
	const path = `/staff/fund/${fund.activityId}`;
	const juryPage = `${path}/applications/${cooking.number}/jury`;

	await bo.goto(juryPage);
	await bo.getByLabel('Punkte (0 bis 5)').fill('4');
	await bo.getByLabel('Punkte (0 bis 10)').fill('5');
	await press(bo, 'Bewertung speichern');
	await expect(bo.getByRole('row', { name: /Bo Nguyen/ })).toContainText('70');
	await ada.goto(juryPage);
	await expect(ada.getByText('1 Mitglied hat schon bewertet.')).toBeVisible();
	await expect(ada.getByText('Bo Nguyen')).toHaveCount(0);
	await cem.goto(juryPage);
	await cem.getByText('Ich bin befangen').click();
	await cem.getByLabel('Grund').fill('Mein Bruder leitet die Gruppe');
	await press(cem, 'Befangenheit erklären');
	await expect(cem).toHaveURL(`${app.origin}${path}/meetings`);
	expect((await cem.goto(juryPage))?.status()).toBe(403);

	const meeting = await openMeeting(office, path, {
		quorum: 2,
		agenda: ['Kochen auf dem Platz', 'Sommerfest am Platz'],
		jurors: names
	});

	for (const one of [ada, cem]) await one.goto(`${meeting}/vote`);
	await expect(ada.getByText('Gerade wird nichts abgestimmt.')).toBeVisible();
	await office.getByRole('link', { name: 'Kochen auf dem Platz' }).click();
	await expect(office.getByText('Cem Kaya')).toBeVisible();
	await office.getByLabel('Bewilligte Summe').fill('2.000,00');
	await press(office, 'Vorschlag speichern');
	await expect(office.getByText('Mehr als beantragt geht nicht.').first()).toBeVisible();
	await expect(office.getByLabel('Bewilligte Summe')).toHaveValue('2.000,00');
	await office.getByLabel('Bewilligte Summe').fill('800,00');
	await press(office, 'Vorschlag speichern');
	await press(office, 'Abstimmung eröffnen');
	await expect(office.getByRole('heading', { name: 'Abstimmung läuft' })).toBeVisible();

	// Ada's page shows it by itself; Bo's has no scripts; Cem is asked to leave the room.
	await press(ada, 'Nein');
	await expect(ada.getByText('Ihre Stimme: Nein')).toBeVisible();
	await press(ada, 'Ja');
	await expect(ada.getByText('Ihre Stimme: Ja')).toBeVisible();
	await voteYes(bo, meeting);
	await expect(cem.getByText('Gerade stimmen die anderen ab.')).toBeVisible();
	await expect(cem.getByText('Kochen auf dem Platz')).toHaveCount(0);

	await office.reload();
	await expect(office.getByText('2 von 2 haben abgestimmt.')).toBeVisible();
	await press(office, 'Abstimmung schließen');
	await expect(office.getByText('Angenommen', { exact: true })).toBeVisible();
	expect(await applicationOf(app.db, cooking.applicationId)).toMatchObject({
		state: 'decided',
		grantedCents: 80_000,
		committedCents: 80_000
	});
	await office.goto(meeting);
	await press(office, 'Sitzung schließen');
	await expect(office.getByText('Jeder Punkt muss entschieden oder vertagt sein.')).toBeVisible();
	await office.getByRole('link', { name: 'Sommerfest am Platz' }).click();
	await press(office, 'Punkt vertagen');
	await expect(office.getByText('Dieser Punkt ist vertagt.')).toBeVisible();
	await office.goto(meeting);
	await office.getByLabel('Anmerkungen zur Sitzung').fill('Nächstes Mal mit Tee.');
	await press(office, 'Sitzung schließen');
	const link = office.getByRole('link', { name: 'Niederschrift (PDF)' });
	const minutes = await office.request.get((await link.getAttribute('href'))!);
	expect(minutes.headers()['content-type']).toBe('application/pdf');
	const { texts } = await openPdf(await minutes.body());
	const text = texts.join(' ').replace(/\s+/g, ' ');
	for (const told of ['Kochen auf dem Platz', 'Cem Kaya', 'Ja: 2, Nein: 0', 'mit Tee'])
		expect(text).toContain(told);
	await Promise.all([ada, bo, cem, office].map((one) => one.context().close()));
});

test('what is left in the pot follows at once with scripts, and after sending without', async ({
	browser,
	app
}) => {
	const fund = await round(app, 100_000);
	await applied(app.db, fund);
	await applied(app.db, fund, { title: 'Sommerfest', askedCents: 50_000 });
	const account = await employee(app, 'Olga Büro', 'fundOffice');
	for (const javaScriptEnabled of [true, false]) {
		const page = await browserOf(browser, app, account, { javaScriptEnabled });
		await page.goto(`/staff/fund/${fund.activityId}/simulation`);
		const left = page.getByRole('definition').last();
		await expect(left).toContainText('100,00');
		await page.getByRole('checkbox', { name: 'Bewilligen: Antrag 2' }).check();
		if (!javaScriptEnabled) await press(page, 'Neu rechnen');
		await expect(page.getByText('Das ist mehr, als im Topf ist.')).toBeVisible();
		await page.getByRole('textbox', { name: 'Bewilligt: Antrag 1' }).fill('500');
		if (!javaScriptEnabled) await press(page, 'Neu rechnen');
		await expect(page.getByText('Das ist mehr, als im Topf ist.')).toHaveCount(0);
		await expect(left).toContainText('0,00');
		await page.context().close();
	}
});

for (const [locale, prefix] of Object.entries({
	de: '',
	en: '/en',
	'de-simple': '/leicht',
	ar: '/ar'
})) {
	test(`the pages of a jury can be used by everybody: ${locale}`, async ({ browser, app }) => {
		const fund = await round(app);
		const jurors: AccountActor[] = [];
		for (const name of ['Ada Öztürk', 'Bo']) jurors.push(await juror(app.db, name));
		const application = await applied(app.db, fund);
		await applied(app.db, fund, { title: 'Sommerfest' });
		const me = await createAccount(app, {
			name: 'Olga',
			roles: [
				{ role: 'juror', placeId },
				{ role: 'fundOffice', placeId }
			]
		});
		const everybody = [...jurors, { ...jurors[0]!, accountId: me.id }];
		const ref = await meetingWith(app.db, fund, [application], everybody);
		await voteOn(app.db, fund, ref, application, grant(80_000));
		const page = await browserOf(browser, app, me, { width: 320 });
		const path = `${prefix}/staff/fund/${fund.activityId}`;
		for (const one of [
			'/meetings',
			'/meetings/new',
			`/meetings/${ref.meetingId}`,
			`/meetings/${ref.meetingId}/${application.number}`,
			`/meetings/${ref.meetingId}/vote`,
			'/simulation',
			`/applications/${application.number}/jury`,
			'/applications/2/jury'
		]) {
			await page.goto(`${path}${one}`);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			for (const summary of await page.locator('main details > summary').all())
				if (await summary.isVisible()) await summary.click();
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
		await page.context().close();
	});
}
