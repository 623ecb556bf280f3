import type { Browser, Page } from '@playwright/test';
import { allByOffice, called, decided, running } from '../fixture/fund-money.ts';
import { fundRound, keptReceipt } from '../fixture/fund.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';
import {
	answerQuery,
	askFor,
	beginApplication,
	bookReturn,
	callMoney,
	comeBack,
	decideInMeeting,
	expectBooked,
	expectInPot,
	expectToRead,
	handInApplication,
	rowsOf,
	today
} from './fund-journey-steps.ts';
import { openMeeting } from './fund-jury-steps.ts';
import { browserOf, employee, press } from './fund-people.ts';
import { handIn, proveEverything } from './fund-proof-steps.ts';

const jurorNames = ['Ada Öztürk', 'Bo Nguyen', 'Cem Kaya'];

/** On a phone, with a browser that runs no scripts. */
const applicantOf = (app: App, browser: Browser) =>
	browserOf(browser, app, null, { javaScriptEnabled: false });

const workplaceOf = async (
	app: App,
	browser: Browser,
	...[name, role]: ['Olga Büro', 'fundOffice'] | ['Karl Kasse', 'finance']
) => browserOf(browser, app, await employee(app, name, role), { width: 1280 });

const goHome = (pages: readonly Page[]) => Promise.all(pages.map((page) => page.context().close()));

test('one application, from the first word on a phone to the closed project, with everybody who has a part in it', async ({
	app,
	browser
}) => {
	test.setTimeout(300_000); // six browsers and every page of the fund
	const { slug, activityId, potId } = await fundRound(app.db, { rules: { leadDays: 0 } });
	const applicant = await applicantOf(app, browser);
	const office = await workplaceOf(app, browser, 'Olga Büro', 'fundOffice');
	const finance = await workplaceOf(app, browser, 'Karl Kasse', 'finance');
	const jurors: Page[] = [];
	for (const name of jurorNames)
		jurors.push(await browserOf(browser, app, await employee(app, name, 'juror')));
	const round = `/staff/fund/${activityId}`;
	const desk = `${round}/applications/1`;
	const project = `/fund/${slug}/projects/1`;

	const code = await beginApplication(applicant, slug);
	const mine = await comeBack(applicant, code);
	const reads = (state: string, next: string) => expectToRead(applicant, mine, [state, next]);
	await reads('Entwurf', 'noch nicht abgeschickt');
	await handInApplication(applicant);
	await reads('Eingereicht', 'prüft bald, ob alles da ist');

	await office.goto(desk);
	await expect(
		office.getByText('Was ich angegeben habe, stimmt und ist vollständig.')
	).toBeVisible();
	await press(office, 'Prüfung beginnen');
	await reads('In Prüfung', 'prüft gerade');
	await askFor(office, 'Bitte ein Angebot für die Töpfe.');
	await comeBack(applicant, code);
	await reads('Nachforderung', 'braucht noch etwas von Ihnen');
	await expect(applicant.getByText('Bitte ein Angebot für die Töpfe.').first()).toBeVisible();
	await answerQuery(applicant, mine, 'Das Angebot hängt jetzt an.');
	await reads('In Prüfung', 'prüft gerade');
	await office.reload();
	await expect(office.getByText('Das Angebot hängt jetzt an.')).toBeVisible();
	await expect(office.getByRole('link', { name: 'Angebot.pdf' })).toBeVisible();
	await press(office, 'Prüfung abschließen');
	await reads('Beratungsreif', 'Jetzt wird über Ihren Antrag entschieden');

	// Nine hundred euros are more than the office may grant alone.
	const meeting = await openMeeting(office, round, {
		quorum: 3,
		agenda: ['Kochen auf dem Platz'],
		jurors: jurorNames
	});
	await decideInMeeting(office, jurors, meeting, '900,00');
	await reads('Entschieden', 'Sie bekommen bald den Bescheid');
	expect((await applicant.goto(project))?.status()).toBe(404);
	await expectInPot(finance, potId, { paid: '0,00', reserved: '900,00', free: '20.940,00' });

	await office.goto(`${desk}/money`);
	await office.getByLabel('Rechtsbehelfsbelehrung').fill('Klage beim Verwaltungsgericht Minden.');
	await press(office, 'Bescheid erteilen');
	await reads('Bewilligt', 'Lesen Sie den Bescheid und nehmen Sie ihn an');
	const notice = await applicant.request.get(`${mine}/notice.pdf`);
	expect(notice.headers()['content-type']).toBe('application/pdf');
	await applicant.getByRole('link', { name: 'Bescheid und Geld' }).click();
	await press(applicant, 'Ich nehme den Bescheid an');
	await reads('In Durchführung', 'Rufen Sie Geld ab, wenn Sie es brauchen');

	await callMoney(applicant, mine, '900');
	await office.reload();
	await press(office, 'Sachlich und rechnerisch richtig');
	await expect(office.getByText('Geprüft', { exact: true })).toBeVisible();
	await expectNoRelease(office);
	await finance.goto('/staff/fund/payments');
	await finance.getByRole('link', { name: 'Kochen auf dem Platz' }).first().click();
	const release = await releaseForm(finance);
	expect(await sendByHand(office, desk, release)).toBe(403);
	await press(finance, 'Auszahlung freigeben');
	await expectInPot(finance, potId, { paid: '0,00', reserved: '900,00', free: '20.940,00' });
	await finance.goto(`${desk}/money`);
	await press(finance, 'Als ausgezahlt buchen');
	await expectInPot(finance, potId, { paid: '900,00', reserved: '0,00', free: '20.940,00' });

	const told = { materials: '800,00', rent: '100', own: '100,00', paidOn: today };
	const returns = 'Wir überweisen, sobald die Summe geprüft ist';
	await proveEverything(applicant, `${mine}/proof`, { ...told, returns });
	await handIn(applicant);
	await reads('Nachweis eingereicht', 'prüft Ihren Nachweis');
	await office.goto(`${desk}/proof`);
	await office.getByLabel('Was fehlt oder unklar ist').fill('Wo wurde im Mai gekocht?');
	await office.getByLabel('Antwort bis').fill(dayIn(14));
	await press(office, 'Zurückgeben und nachfragen');
	await reads('Nachforderung zum Nachweis', 'hat Fragen zu Ihrem Nachweis');
	await applicant.getByRole('link', { name: 'Nachweis', exact: true }).click();
	await expect(applicant.getByText('Wo wurde im Mai gekocht?')).toBeVisible();
	await applicant.getByLabel('Ihre Antwort').fill('Im Bürgerhaus.');
	await handIn(applicant);
	await reads('Nachweis eingereicht', 'prüft Ihren Nachweis');

	await office.goto(`${desk}/proof`);
	await press(office, 'Anerkennung speichern');
	await expect(
		office.getByText(/Noch nicht möglich: .100,00.€. sind zurückzuzahlen/)
	).toBeVisible();
	await bookReturn(finance, `${desk}/money`, '100');
	await office.goto(`${desk}/proof`);
	await office.getByText('Projekt abschließen', { exact: true }).last().click();
	await press(office, 'Ja, abschließen');
	await expect(office.getByText('Das Projekt ist abgeschlossen.')).toBeVisible();
	await reads('Abgeschlossen', 'Danke für Ihr Engagement');

	await applicant.goto(`/fund/${slug}`);
	await applicant.getByRole('link', { name: 'Kochen auf dem Platz' }).first().click();
	await expect(applicant).toHaveURL(new RegExp(`${project}$`));
	await expect(applicant.getByText('Das Projekt ist mit Erfolg abgeschlossen.')).toBeVisible();
	await expect(applicant.getByText('Viele kamen wieder.')).toBeVisible();
	await expect(applicant.getByText(/900,00.€/)).toBeVisible();
	await applicant.goto(`${mine}/money`);
	expect(await rowsOf(applicant, 'state')).toEqual([
		'Bewilligt 900,00 €',
		'Ausgezahlt 900,00 €',
		'Abgerufen, noch nicht ausgezahlt 0,00 €',
		'Noch abrufbar 0,00 €',
		'Zurückgezahlt 100,00 €'
	]);
	await expectInPot(finance, potId, { paid: '800,00', reserved: '0,00', free: '21.040,00' });
	await expectBooked(finance, [
		'Reservierung 900,00 €',
		'Auszahlung 900,00 €',
		'Rückzahlung 100,00 €'
	]);
	await goHome([applicant, office, finance, ...jurors]);
});

const expectNoRelease = (page: Page) =>
	expect(page.getByRole('button', { name: 'Auszahlung freigeben' })).toHaveCount(0);

/** What the button of finance would send. */
async function releaseForm(finance: Page): Promise<Record<string, string>> {
	const form = finance.locator('form[action="?/release"]');
	const value = (name: string) => form.locator(`[name=${name}]`).inputValue();
	return { call: await value('call'), revision: await value('revision') };
}

/** Sent without its button. @returns the status of the answer */
async function sendByHand(page: Page, desk: string, form: Record<string, string>): Promise<number> {
	const origin = new URL(page.url()).origin;
	const headers = { origin, accept: 'text/html' };
	const answer = await page.request.post(`${desk}/money?/release`, { form, headers });
	return answer.status();
}

test('a grant that is given back before any money flowed is in the pot again', async ({
	app,
	browser
}) => {
	test.slow(); // two browsers
	const fund = await fundRound(app.db, { rules: allByOffice });
	const { applicationId } = await decided(app.db, fund);
	const mine = `/fund/${fund.slug}/mine/${await keptReceipt(app.db, fund, applicationId)}`;
	const applicant = await applicantOf(app, browser);
	const finance = await workplaceOf(app, browser, 'Karl Kasse', 'finance');
	await expectInPot(finance, fund.potId, { paid: '0,00', reserved: '900,00', free: '20.940,00' });

	await expectToRead(applicant, mine, ['Entschieden', 'Sie bekommen bald den Bescheid']);
	await applicant.locator('summary', { hasText: 'Antrag zurückziehen' }).click();
	await press(applicant, 'Ja, zurückziehen');
	await expectToRead(applicant, mine, ['Zurückgezogen', 'Es passiert nichts weiter']);

	await expectInPot(finance, fund.potId, { paid: '0,00', reserved: '0,00', free: '21.840,00' });
	await expectBooked(finance, ['Reservierung 900,00 €', 'Freigabe 900,00 €']);
	await goHome([applicant, finance]);
});

test('a grant is revoked, its money demanded back, paid back and the demand settled', async ({
	app,
	browser
}) => {
	test.slow(); // three browsers
	const fund = await fundRound(app.db, { rules: allByOffice });
	const application = await running(app.db, fund);
	await called(app.db, fund, application, { amount: 40_000, to: 'paid' });
	const code = await keptReceipt(app.db, fund, application.applicationId);
	const mine = `/fund/${fund.slug}/mine/${code}`;
	const money = `/staff/fund/${fund.activityId}/applications/1/money`;
	const applicant = await applicantOf(app, browser);
	const office = await workplaceOf(app, browser, 'Olga Büro', 'fundOffice');
	const finance = await workplaceOf(app, browser, 'Karl Kasse', 'finance');
	const reads = (state: string, next: string) => expectToRead(applicant, mine, [state, next]);

	await office.goto(money);
	await office.locator('summary', { hasText: 'Bewilligung widerrufen' }).click();
	await office.locator('#revoke-reason').fill('Die Töpfe wurden verkauft.');
	await press(office, 'Bewilligung widerrufen');
	await reads('Widerrufen', 'Die Bewilligung ist widerrufen');
	await expect(applicant.getByText('Die Töpfe wurden verkauft.')).toBeVisible();
	await expectInPot(finance, fund.potId, { paid: '400,00', reserved: '0,00', free: '21.440,00' });

	await office.locator('summary', { hasText: 'Geld zurückfordern' }).click();
	await office.locator('#reclaim-amount').fill('400,00');
	await office.locator('#reclaim-reason').fill('Der Zweck ist verfehlt.');
	await press(office, 'Geld zurückfordern');
	await reads('Rückforderung', 'Geld muss zurückgezahlt werden');
	await expect(applicant.getByText('Der Zweck ist verfehlt.')).toBeVisible();
	await applicant.goto(`${mine}/money`);
	expect(await rowsOf(applicant, 'state')).toContain('Zurückgefordert und noch offen 400,00 €');

	await settle(office);
	await expect(office.getByText('Es ist noch Geld offen.').first()).toBeVisible();
	await bookReturn(finance, money, '400');
	await office.goto(money);
	await settle(office);
	await reads('Abgeschlossen', 'Alles ist erledigt');
	await expectInPot(finance, fund.potId, { paid: '0,00', reserved: '0,00', free: '21.840,00' });
	await expectBooked(finance, [
		'Reservierung 900,00 €',
		'Auszahlung 400,00 €',
		'Freigabe 500,00 €',
		'Rückzahlung 400,00 €'
	]);
	await goHome([applicant, office, finance]);
});

async function settle(office: Page): Promise<void> {
	await office.locator('summary', { hasText: 'Rückforderung abschließen' }).click();
	await office.locator('#settle-reason').fill('Alles ist da.');
	await press(office, 'Rückforderung abschließen');
}
