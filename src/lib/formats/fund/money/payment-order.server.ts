import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { ibanInGroups } from '../../../platform/iban.ts';
import { formatCents } from '../../../platform/money.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import { applicationOf, recordOfApplication } from '../application.server.ts';
import { potSubject } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { applicationIdOf } from './calls.server.ts';
import { paymentReference } from './payment-reference.ts';

type Order = Awaited<ReturnType<typeof readOrder>>;

/**
 * The payment order (Auszahlungsanordnung) of a released call as tagged PDF, in German as the treasury files it. It names
 * an account: the audit trail says who had it.
 * @throws Refusal not_allowed, call_unknown (404), not_released (409)
 */
export async function paymentOrderPdf(
	db: Db,
	actor: Actor,
	callId: string,
	author: string
): Promise<Uint8Array> {
	const order = await readOrder(db, actor, callId);
	const { application, number } = order;
	await db
		.transaction()
		.execute((trx) =>
			recordOfApplication(trx, actor, application, 'orderPrinted', { call: number })
		);
	return renderPdf({
		title: m.fundmoney_order_title(textOf(order), german),
		locale: 'de',
		author,
		blocks: blocksOf(order, author)
	});
}

async function readOrder(db: Db, actor: Actor, callId: string) {
	const application = await applicationOf(db, await applicationIdOf(db, callId));
	demand(permissions, actor, 'releaseCall', application);
	const call = await db
		.selectFrom('fundCalls as c')
		.innerJoin('fundApplications as a', 'a.id', 'c.applicationId')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.leftJoin('accounts as k', 'k.id', 'c.checkedBy')
		.leftJoin('accounts as l', 'l.id', 'c.releasedBy')
		.select(['c.number', 'c.amountCents', 'c.purpose', 'c.account', 'c.checkedOn', 'c.releasedOn'])
		.select(['k.displayName as checkedBy', 'l.displayName as releasedBy', 'a.applicantName'])
		.select(['c.state', 'r.slug as roundSlug'])
		.where('c.id', '=', callId)
		.executeTakeFirstOrThrow();
	const account = call.account as { holder: string; iban: string } | null;
	// Of what was paid or failed nobody has an order in hand that looks as if it were still to be carried out.
	if (!account || call.state !== 'released') throw new Refusal('conflict', 'not_released');
	return { ...call, account, application, pot: await potSubject(db, application.potId) };
}

const german = { locale: 'de' } as const;
const day = (date: string | null) => (date ? dayText(date, 'de') : '');

const textOf = ({ number, application }: Order) => ({
	number: formatCount(application.number!, 'de'),
	call: formatCount(number, 'de')
});

const referenceOf = ({ roundSlug, number: callNumber, application, pot }: Order) =>
	paymentReference({ roundSlug, potYear: pot.year, number: application.number!, callNumber });

function blocksOf(order: Order, author: string): PdfBlock[] {
	const { account, application, pot } = order;
	const facts: [string, string][] = [
		[m.fundmoney_order_recipient({}, german), account.holder],
		[m.fundmoney_order_iban({}, german), ibanInGroups(account.iban)],
		[m.fundmoney_order_sum({}, german), formatCents(order.amountCents, 'de')],
		[m.fundmoney_order_reference({}, german), referenceOf(order)],
		[m.fundmoney_fact_applicant({}, german), order.applicantName],
		[m.fundmoney_fact_project({}, german), application.title],
		[m.fundmoney_order_purpose({}, german), order.purpose],
		[m.fundmoney_fact_pot({}, german), [pot.name, String(pot.year), pot.paper].join(', ')],
		[m.fundmoney_order_checked({}, german), `${order.checkedBy ?? '–'}, ${day(order.checkedOn)}`],
		[m.fundmoney_order_released({}, german), `${order.releasedBy ?? '–'}, ${day(order.releasedOn)}`]
	];
	return [
		{ kind: 'small', text: author },
		{ kind: 'heading', level: 1, text: m.fundmoney_order_heading({}, german) },
		{ kind: 'lead', text: m.fundmoney_order_title(textOf(order), german) },
		{
			kind: 'table',
			widths: [1, 2],
			head: [m.fundmoney_order_field({}, german), m.fundmoney_order_entry({}, german)],
			rows: facts.map(([name, text]) => [{ text: name }, { text }])
		},
		{ kind: 'paragraph', text: m.fundmoney_order_text({}, german) }
	];
}
