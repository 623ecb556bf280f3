import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import {
	addActivityPicture,
	describeActivityPicture,
	picturesOf,
	removeActivityPicture
} from '../../../core/activities/pictures.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Pictures } from '../../../platform/pictures/store.server.ts';
import { announceChange } from '../announce.server.ts';
import { permissions, type SessionSubject } from '../permissions.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';
import { checkedAlt } from './alt.ts';
import { describeInQuestions, showsInQuestion } from './in-questions.server.ts';

/** Nobody finds one among more. */
export const mostSessionPictures = 24;

/** Takes a picture into the session, with what it shows. @throws Refusal alt_missing, picture_…, too_many_pictures */
export async function addPicture(
	db: Db,
	pictures: Pictures,
	actor: Actor,
	activityId: string,
	picture: Readonly<{ bytes: Uint8Array; alt: Readonly<Record<string, string>> }>
): Promise<string> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	const alt = await altOf(db, activityId, picture.alt);
	if (picture.bytes.length === 0) {
		throw new Refusal('invalid', 'picture_missing', { picture: 'picture_missing' });
	}
	// Converted before the transaction: half a second in which nobody else should wait.
	const pictureId = pictures.idOf(await pictures.take(picture.bytes, activityId), activityId)!;
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		if ((await picturesOf(trx, activityId)).length >= mostSessionPictures)
			throw new Refusal('invalid', 'too_many_pictures', { picture: 'too_many_pictures' });
		await addActivityPicture(trx, activityId, pictureId, alt);
		await recordOf(trx, actor, session, 'pictureAdded', { picture: pictureId });
	});
	return pictureId;
}

/** Says better what a picture shows, also in the questions that show it. @throws Refusal alt_missing, picture_unknown */
export async function describePicture(
	db: Db,
	actor: Actor,
	activityId: string,
	pictureId: string,
	typed: Readonly<Record<string, string>>
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	const alt = await altOf(db, activityId, typed);
	await changing(db, actor, session, 'pictureDescribed', pictureId, async (trx) => {
		const isKnown = await describeActivityPicture(trx, activityId, pictureId, alt);
		if (isKnown) await describeInQuestions(trx, activityId, pictureId, alt);
		return isKnown;
	});
}

/** Takes a picture away that no question shows. @throws Refusal picture_unknown (422), picture_shown (409) */
export async function removePicture(
	db: Db,
	actor: Actor,
	activityId: string,
	pictureId: string
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	await changing(db, actor, session, 'pictureRemoved', pictureId, async (trx) => {
		if (await showsInQuestion(trx, activityId, pictureId))
			throw new Refusal('conflict', 'picture_shown');
		return removeActivityPicture(trx, activityId, pictureId);
	});
}

/** One at a time, with the entry in the audit trail. */
async function changing(
	db: Db,
	actor: Actor,
	session: SessionSubject,
	verb: 'pictureDescribed' | 'pictureRemoved',
	pictureId: string,
	change: (trx: Trx) => Promise<boolean>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, session.activityId);
		if (!(await change(trx))) throw new Refusal('invalid', 'picture_unknown');
		await recordOf(trx, actor, session, verb, { picture: pictureId });
		await announceChange(trx, session.activityId);
	});
}

async function altOf(
	db: Db,
	activityId: string,
	typed: Readonly<Record<string, string>>
): Promise<Translated> {
	const { locales } = await db
		.selectFrom('activities')
		.select('locales')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	return checkedAlt(typed, locales);
}
