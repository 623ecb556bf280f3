import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Means } from '../../../core/people/means.ts';
import { takeAttempt } from '../../../core/people/sign-in/attempts.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putInOutbox, takeFromOutbox } from '../../../platform/mail/outbox.server.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import type { IdeaMap } from '../map.server.ts';
import { openIdea } from './family.server.ts';
import { confirmationMail } from './follow-mails.server.ts';
import { followTokenOf, stopUrl } from './follow-token.server.ts';

/** Days for which the link in the first mail works; after that the address is forgotten. */
export const confirmWithinDays = 7;

const aDay = 86_400_000;

export const followInput = z.object({
	email: z
		.string()
		.trim()
		.toLowerCase()
		.min(1, 'email_missing')
		.max(254, 'text_too_long')
		.pipe(z.email('email_invalid')),
	locale: z.enum(locales, 'language_unknown')
});
export type FollowInput = z.infer<typeof followInput>;

/**
 * Asks an address whether it wants mails about one idea (or, without a number, about the whole map). The answer is the
 * same whether the address is new, waits for its confirmation or follows already: nobody learns who follows what.
 * @throws Refusal archived, idea_merged (409), idea_unknown (404), too_many_attempts (429)
 */
export async function askToFollow(
	means: Means,
	map: IdeaMap,
	number: number | null,
	{ email, locale }: FollowInput
): Promise<void> {
	await takeAttempt(means, 'follow', email);
	await means.db.transaction().execute(async (trx) => {
		const key = await activityKeyOf(trx, map.activityId);
		const idea = number === null ? null : await openIdea(trx, map, number);
		const id = await noteRequest(trx, map.activityId, idea?.id ?? null, key, {
			email,
			locale,
			createdAt: means.clock()
		});
		if (!id) return;
		const about = { origin: means.config.origin, map, idea };
		const token = followTokenOf(key, id);
		await putInOutbox(trx, confirmationMail(about, { email, locale, token }));
	});
}

async function activityKeyOf(trx: Trx, activityId: string): Promise<Buffer> {
	const { participantKey } = await trx
		.selectFrom('activities')
		.select('participantKey')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	if (!participantKey) throw new Refusal('conflict', 'archived');
	return participantKey;
}

/** @returns the id of the request, the earlier one where it waits already; null for one that was confirmed */
async function noteRequest(
	trx: Trx,
	activityId: string,
	ideaId: string | null,
	key: Buffer,
	asked: { email: string; locale: string; createdAt: Date }
): Promise<string | null> {
	const id = randomUUID();
	const tokenHash = fingerprint(followTokenOf(key, id));
	const noted = await trx
		.insertInto('ideaFollows')
		.values({ id, activityId, ideaId, tokenHash, ...asked })
		.onConflict((conflict) =>
			conflict
				.columns(['activityId', 'ideaId', 'email'])
				.doUpdateSet({ locale: asked.locale, createdAt: asked.createdAt })
				.where('ideaFollows.confirmedAt', 'is', null)
		)
		.returning('id')
		.executeTakeFirst();
	return noted?.id ?? null;
}

/** What a follower's link is about. */
export type Follow = Readonly<{
	confirmed: boolean;
	slug: string;
	mapTitle: Translated;
	idea: { number: number; title: string; locale: string } | null;
}>;

/** Null for a link that is over: stopped, or not confirmed in time. */
export async function findFollow(db: Db, token: string, now: Date): Promise<Follow | null> {
	const found = await valid(db, token, now)
		.leftJoin('ideas as i', 'i.id', 'f.ideaId')
		.select(['f.confirmedAt', 'm.slug', 'a.title', 'i.number', 'i.title as ideaTitle', 'i.locale'])
		.executeTakeFirst();
	if (!found) return null;
	const { confirmedAt, slug, title, number, ideaTitle, locale } = found;
	return {
		confirmed: confirmedAt !== null,
		slug,
		mapTitle: title as Translated,
		idea: number === null ? null : { number, title: ideaTitle!, locale: locale! }
	};
}

function valid(db: Db, token: string, now: Date) {
	return db
		.selectFrom('ideaFollows as f')
		.innerJoin('ideaMaps as m', 'm.activityId', 'f.activityId')
		.innerJoin('activities as a', 'a.id', 'f.activityId')
		.where('f.tokenHash', '=', fingerprint(token))
		.where((eb) =>
			eb.or([eb('f.confirmedAt', 'is not', null), eb('f.createdAt', '>', oldestValid(now))])
		);
}

/** Requests from before this moment can no longer be confirmed. */
export const oldestValid = (now: Date): Date => new Date(now.getTime() - confirmWithinDays * aDay);

/**
 * The second half of the double opt-in; harmless to repeat.
 * @throws Refusal follow_over (410) for a link that is over
 */
export async function confirmFollow(db: Db, token: string, now: Date): Promise<void> {
	const confirmed = await db
		.updateTable('ideaFollows')
		.set((eb) => ({
			confirmedAt: eb.fn.coalesce('confirmedAt', eb.val(now)),
			// From today on: the day before counts as told.
			toldThrough: eb.fn.coalesce('toldThrough', sql<string>`${localDay(now)}::date - 1`)
		}))
		.where('tokenHash', '=', fingerprint(token))
		.where((eb) =>
			eb.or([eb('confirmedAt', 'is not', null), eb('createdAt', '>', oldestValid(now))])
		)
		.executeTakeFirst();
	if (confirmed.numUpdatedRows === 0n) throw new Refusal('gone', 'follow_over');
}

/** Deletes the address, and what is still on its way to it. A link that is over is fine too: there are no mails. */
export async function stopFollowing(db: Db, token: string, origin: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const stopped = await trx
			.deleteFrom('ideaFollows')
			.where('tokenHash', '=', fingerprint(token))
			.returning('locale')
			.executeTakeFirst();
		if (stopped) await takeFromOutbox(trx, stopUrl(origin, token, stopped.locale));
	});
}
