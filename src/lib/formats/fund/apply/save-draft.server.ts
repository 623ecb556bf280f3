import { sql } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanLine } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { lockApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { textLimits } from './content.ts';
import { draftOf, stepOfDraft, type Draft, type TypedStep } from './draft.ts';
import type { FormStep } from './steps.ts';

/** The form is written in until it is submitted, and again while the office waits for an answer. */
export const isWritable = ({ state }: Pick<Application, 'state'>): boolean =>
	state === 'draft' || state === 'queried';

/** Largest draft, in characters: ten times what the limits of its fields leave room for. */
const mostDraft = 200_000;

export type Save = Readonly<{
	step: FormStep;
	typed: TypedStep;
	/** Revision that the form was opened with. */
	revision: number;
	locale: string;
}>;

/**
 * Keeps what was typed on one page, right or wrong. What another device saved meanwhile is not written over unseen; the
 * same sent twice is one.
 * @throws Refusal not_allowed; not_possible_now, changed_meanwhile (409); draft_too_large (413)
 */
export async function saveDraft(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ step, typed, revision, locale }: Save,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		if (!isWritable(application)) throw new Refusal('conflict', 'not_possible_now');
		const before = await storedDraft(trx, applicationId);
		if (isDeepStrictEqual(stepOfDraft(step, before), typed)) return;
		if (revision !== application.revision) throw new Refusal('conflict', 'changed_meanwhile');
		const draft = { ...before, ...typed };
		if (JSON.stringify(draft).length > mostDraft) throw new Refusal('large', 'draft_too_large');
		await trx
			.updateTable('fundApplications')
			.set({
				draft: JSON.stringify(draft),
				revision: sql<number>`revision + 1`,
				touchedOn: localDay(now),
				locale,
				// What the office has is changed by submitting only.
				...(application.state === 'draft' && { title: shownTitle(draft) })
			})
			.where('id', '=', applicationId)
			.execute();
	});
}

const shownTitle = ({ title }: Draft): string =>
	[...cleanLine(title)].slice(0, textLimits.name).join('');

/** The form as it was typed. */
export async function storedDraft(db: Db | Trx, applicationId: string): Promise<Draft> {
	const row = await db
		.selectFrom('fundApplications')
		.select('draft')
		.where('id', '=', applicationId)
		.executeTakeFirst();
	return draftOf(row?.draft);
}
