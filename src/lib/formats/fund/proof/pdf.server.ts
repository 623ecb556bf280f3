import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import type { Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf } from '../round/round.server.ts';
import { applicantFacts } from './applicant-facts.server.ts';
import { account, figures, headLine, lastWord, receiptTable } from './pdf-blocks.ts';
import { editableStates, readProof } from './proof.server.ts';
import type { FrozenProof } from './submit-proof.server.ts';

type Context = Readonly<{ locale: Locale; author: string; today: string }>;

/**
 * The proof of use (Verwendungsnachweis) as a tagged PDF: what happened (Sachbericht) and the figures (zahlenmäßiger
 * Nachweis), as it was handed in, with what the office has recognised since.
 * @throws Refusal not_allowed; proof_unknown (404) before it was handed in
 */
export async function proofPdf(
	db: Db,
	actor: Actor,
	application: Application,
	{ locale, author, today }: Context
): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; fileName: string }> {
	demand(permissions, actor, 'seeContact', application);
	const proof = await handedIn(db, application, today);
	const round = await roundOf(db, application.activityId);
	const facts = await applicantFacts(db, application.applicationId);
	const title = `${m.fundproof_title()}: ${application.title}`;
	const bytes = await renderPdf({
		title,
		locale,
		author,
		blocks: [
			{ kind: 'heading', level: 1, text: title },
			{ kind: 'lead', text: `${textFor(round.title, locale)} · ${facts.applicantName}` },
			{ kind: 'small', text: headLine(application, proof, locale) },
			...account(proof.report, facts),
			...figures(proof.comparison, application),
			...receiptTable(proof.receipts, proof.comparison.costs, application.locale),
			...lastWord(facts, locale)
		]
	});
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: `verwendungsnachweis-${round.slug}-${application.number}.pdf`
	};
}

type HandedIn = FrozenProof & Readonly<{ submittedOn: string; version: number }>;

/** While the applicant corrects it, the one that was handed in last counts. */
async function handedIn(db: Db, application: Application, today: string): Promise<HandedIn> {
	const row = await db
		.selectFrom('fundProofs')
		.select(['report', 'submittedOn', 'version'])
		.where('applicationId', '=', application.applicationId)
		.executeTakeFirst();
	if (!row?.report || !row.submittedOn) throw new Refusal('missing', 'proof_unknown');
	const { submittedOn, version } = row;
	if (editableStates.includes(application.state))
		return { ...(row.report as unknown as FrozenProof), submittedOn, version };
	const { report, receipts, comparison } = await readProof(db, application, today);
	return { report, receipts, comparison, submittedOn, version };
}
