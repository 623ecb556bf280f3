import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { checkCall, notePaid, releaseCall } from '#lib/formats/fund/money/answer-call.server.ts';
import { noteReturn } from '#lib/formats/fund/money/note-return.server.ts';
import { requestCall } from '#lib/formats/fund/money/request-call.server.ts';
import { readProof } from '#lib/formats/fund/proof/proof.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import type { Told } from './fund-story.ts';

/** Two thirds are paid at once and the rest is called for; of a project that is over the rest is paid, too. */
export async function callAndPay(told: Told): Promise<void> {
	const { demo, project, application } = told;
	const { count } = await demo.db
		.selectFrom('fundCalls')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('applicationId', '=', application.applicationId)
		.executeTakeFirstOrThrow();
	const granted = application.grantedCents!;
	const first = Math.round((granted * 2) / 3);
	if (count < 1) await pay(told, await call(told, 1, first, 'Für die ersten Anschaffungen'));
	if (count >= 2) return;
	const second = await call(told, 2, granted - first, 'Für die zweite Hälfte');
	if (project.until !== 'running') await pay(told, second);
}

async function call(told: Told, number: number, amount: number, purpose: string): Promise<string> {
	const { demo, applicant, application } = told;
	const input = { number, amount, purpose };
	const then = paymentDay(told);
	const { applicationId } = application;
	return (await requestCall(demo.db, applicant, applicationId, input, then)).callId;
}

/** Two weeks after the application, when the grant was accepted. */
const paymentDay = ({ project, at }: Told): Date => at(project.submitted + 14);

/** The office checks, finance releases and pays: four eyes. */
async function pay(told: Told, callId: string): Promise<void> {
	const { demo, cast } = told;
	const now = paymentDay(told);
	const when = { now, origin: demo.origin };
	await checkCall(demo.db, cast.office, callId, { revision: 0 }, when);
	await releaseCall(demo.db, cast.finance, callId, { revision: 1 }, when);
	const paid = { revision: 2, paidOn: localDay(now), reference: 'Teilhabefonds' };
	await notePaid(demo.db, cast.finance, callId, paid, when);
}

/** What was not spent is back in the pot before the project is closed. */
export async function giveBackRest({ demo, cast, application, at }: Told): Promise<void> {
	const fresh = await applicationOf(demo.db, application.applicationId);
	const { comparison } = await readProof(demo.db, fresh, localDay(at(-15)));
	const { dueBackCents } = comparison.settlement;
	if (dueBackCents === 0) return;
	await noteReturn(demo.db, cast.finance, fresh.applicationId, {
		revision: fresh.revision,
		amount: dueBackCents,
		reason: 'Nicht gebraucht'
	});
}
