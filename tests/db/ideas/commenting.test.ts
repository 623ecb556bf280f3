import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownParticipant } from '#lib/core/activities/participant.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { commentInput } from '#lib/formats/ideas/talk/comment-input.ts';
import {
	commentsAPage,
	pageOfComment,
	talkAbout
} from '#lib/formats/ideas/talk/comments.server.ts';
import { familyOf } from '#lib/formats/ideas/talk/family.server.ts';
import {
	addComment,
	commentAsCity,
	commentsADay,
	withdrawCityComment,
	withdrawComment
} from '#lib/formats/ideas/talk/write-comment.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { anonymous } from '#lib/access/actor.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, phone, submitted } from '../../fixture/idea-map.ts';
import { comment, commented, merge } from '../../fixture/idea-talk.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-11-25T10:00:00Z');

const setVisibility = (
	db: Db,
	id: string,
	visibility: string,
	hiddenReason: string | null = null
) =>
	db.updateTable('ideaComments').set({ visibility, hiddenReason }).where('id', '=', id).execute();

async function counts(db: Db): Promise<number[]> {
	const rows = await db.selectFrom('ideas').select('comments').orderBy('number').execute();
	return rows.map(({ comments }) => comments);
}

/** The talk about an idea in short: comment, then its replies. */
async function said(db: Db, ideaId: string, participant: Buffer | null = null, page = 1) {
	const { threads } = await talkAbout(db, await familyOf(db, ideaId), participant, page);
	return threads.map(({ comment: first, replies }) => [
		first.body || first.state,
		...replies.map(({ body, state }) => body || state)
	]);
}

test('replies stand under what they answer, oldest first, also when they came later than other comments', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	const first = await commented(db, test, number, { body: 'eins' });
	await commented(db, test, number, { body: 'zwei' });
	await commented(db, test, number, { body: 'zu eins', parentId: first.commentId });
	expect(await said(db, ideaId)).toEqual([['eins', 'zu eins'], ['zwei']]);
});

test('there is one level of replies: no reply to a reply, none to another idea, none to what is not public', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [one, two] = [await submitted(db, test), await submitted(db, test)];
	const first = await commented(db, test, one.number);
	const reply = await commented(db, test, one.number, { parentId: first.commentId });
	const refused = { kind: 'invalid', fields: { parentId: 'comment_unknown' } };
	await expect(
		commented(db, test, one.number, { parentId: reply.commentId })
	).rejects.toMatchObject(refused);
	await expect(
		commented(db, test, two.number, { parentId: first.commentId })
	).rejects.toMatchObject(refused);
	await setVisibility(db, first.commentId, 'hidden', 'insult');
	await expect(
		commented(db, test, one.number, { parentId: first.commentId })
	).rejects.toMatchObject(refused);
	expect(await db.selectFrom('ideaComments').select('id').execute()).toHaveLength(2);
});

test('a comment sent again is the same comment, also ten times at once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { number } = await submitted(db, test);
	const device = phone();
	const typed = comment();
	const sent = await Promise.all(
		Array.from({ length: 10 }, () => addComment(db, test.map, device, number, typed, now))
	);
	expect(new Set(sent.map(({ commentId }) => commentId)).size).toBe(1);
	expect(await counts(db)).toEqual([1]);
});

test('1500 characters are taken and 1501 are not; emoji count as one; signs that nobody sees are no text', () => {
	const read = (body: string) => commentInput.safeParse(comment({ body })).success;
	expect(read('🌳'.repeat(1500))).toBe(true);
	expect(read('🌳'.repeat(1501))).toBe(false);
	expect(read(' \u200b\n ')).toBe(false);
});

test('where staff look first a comment waits: its author sees it, others and the count do not', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { ideaId, number } = await submitted(db, test);
	await db.updateTable('ideas').set({ visibility: 'public' }).execute();
	const device = phone();
	const { isPublic, commentId } = await commented(db, test, number, { body: 'wartet' }, device);
	expect(isPublic).toBe(false);
	const me = await knownParticipant(db, test.activityId, device.token);
	expect(await said(db, ideaId, me)).toEqual([['wartet']]);
	expect(await said(db, ideaId)).toEqual([]);
	expect(await counts(db)).toEqual([0]);
	await setVisibility(db, commentId, 'public');
	expect(await counts(db)).toEqual([1]);
});

test('a withdrawn comment loses its words and its count; it stays as a gap only where somebody replied', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	const device = phone();
	const first = await commented(db, test, number, { body: 'mein Geheimnis' }, device);
	await commented(db, test, number, { body: 'Antwort', parentId: first.commentId });
	const lonely = await commented(db, test, number, { body: 'allein' }, device);
	for (const { commentId } of [first, lonely, lonely])
		await withdrawComment(db, test.map, device.token, commentId, now);
	expect(await said(db, ideaId)).toEqual([['withdrawn', 'Antwort']]);
	expect(await counts(db)).toEqual([1]);
	const bodies = await db.selectFrom('ideaComments').select('body').execute();
	expect(JSON.stringify(bodies)).not.toContain('Geheimnis');
	const trail = await db
		.selectFrom('history')
		.select(['actorKind', 'actorId', 'action', 'subjectId'])
		.where('subjectKind', '=', 'ideas.comment')
		.orderBy('id')
		.execute();
	expect(trail).toEqual(
		[first, lonely].map(({ commentId }) => ({
			actorKind: 'resident',
			actorId: null,
			action: 'ideas.withdrawn',
			subjectId: commentId
		}))
	);
});

test('nobody withdraws the comment of somebody else, of the city, or by a token of another map', async () => {
	const { db } = await freshDatabase();
	const [test, other] = [await ideaMap(db), await ideaMap(db)];
	const { number } = await submitted(db, test);
	const device = phone();
	const { commentId } = await commented(db, test, number, {}, device);
	const stranger = phone();
	await commented(db, test, number, {}, stranger);
	const refused = { kind: 'missing', reason: 'comment_unknown' };
	for (const token of [null, stranger.token, 'nonsense'])
		await expect(withdrawComment(db, test.map, token, commentId, now)).rejects.toMatchObject(
			refused
		);
	await expect(withdrawComment(db, test.map, device.token, 'x', now)).rejects.toMatchObject(
		refused
	);
	await expect(withdrawComment(db, other.map, device.token, commentId, now)).rejects.toMatchObject(
		refused
	);
	expect(await counts(db)).toEqual([2]);
});

test('a hidden comment says why and shows no word of it; hidden spam is not shown at all', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	const rude = await commented(db, test, number, { body: 'böse' });
	const spam = await commented(db, test, number, { body: 'kauft' });
	await setVisibility(db, rude.commentId, 'hidden', 'insult');
	await setVisibility(db, spam.commentId, 'hidden', 'spam');
	const { threads } = await talkAbout(db, [ideaId], null, 1);
	expect(threads.map(({ comment: one }) => [one.body, one.hiddenReason])).toEqual([['', 'insult']]);
	expect(await counts(db)).toEqual([0]);
});

test('the city speaks with its office, at once and in every phase; only who may answer speaks for it', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, {
		moderation: 'before',
		phases: [{ kind: 'report', startsAt: null, endsAt: null }]
	});
	const idea = await submittedBefore(db, test);
	const input = { ...comment({ body: 'Wir prüfen das.' }), office: 'Umweltamt' };
	const planner = await staff(db, 'planner', ['bielefeld-mitte']);
	await commentAsCity(db, planner, test.map, idea.number, input, now);
	const { threads } = await talkAbout(db, [idea.id], null, 1);
	expect(threads[0]!.comment).toMatchObject({ office: 'Umweltamt', body: 'Wir prüfen das.' });
	const elsewhere = await staff(db, 'planner', ['bielefeld-heepen']);
	const juror = await staff(db, 'juror', ['bielefeld-mitte']);
	for (const actor of [anonymous, elsewhere, juror, { ...planner, secondFactor: false }]) {
		await expect(commentAsCity(db, actor, test.map, idea.number, input, now)).rejects.toMatchObject(
			{ reason: 'not_allowed' }
		);
		await expect(
			withdrawCityComment(db, actor, test.map, threads[0]!.comment.id)
		).rejects.toMatchObject({ reason: 'not_allowed' });
	}
	const history = await db
		.selectFrom('history')
		.select('action')
		.where('action', '=', 'ideas.commented')
		.execute();
	expect(history).toHaveLength(1);
	await withdrawCityComment(db, test.moderator, test.map, threads[0]!.comment.id);
	expect(await said(db, idea.id)).toEqual([]);
});

/** An idea on a map that takes none now. */
async function submittedBefore(db: Db, test: Awaited<ReturnType<typeof ideaMap>>) {
	const allowed = new Set(['contribute'] as const);
	const { number } = await submitted(db, { ...test, map: { ...test.map, allowed } });
	return db
		.updateTable('ideas')
		.set({ visibility: 'public' })
		.where('number', '=', number)
		.returning(['id', 'number'])
		.executeTakeFirstOrThrow();
}

test('residents comment when the phase allows it', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { number } = await submitted(db, test);
	await db.updateTable('ideaPhases').set({ kind: 'support' }).execute();
	const map = await mapOf(db, test.activityId, now);
	await expect(commented(db, { map }, number)).rejects.toMatchObject({
		reason: 'not_now_comment'
	});
});

test('a phone that writes without end is asked to go on tomorrow; others are not', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { number } = await submitted(db, test);
	const device = phone();
	const write = (at: Date) => addComment(db, test.map, device, number, comment(), at);
	for (let i = 0; i < commentsADay; i++) await write(now);
	await expect(write(now)).rejects.toMatchObject({ kind: 'busy', reason: 'too_many_comments' });
	await commented(db, test, number);
	await write(new Date('2026-11-26T10:00:00Z'));
});

test('comments of merged ideas are said about the idea they live on in, with their number, and come back', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [into, from] = [await submitted(db, test), await submitted(db, test)];
	await commented(db, test, into.number, { body: 'hier' });
	const there = await commented(db, test, from.number, { body: 'dort' });
	await merge(db, from.ideaId, into.ideaId);
	expect(await said(db, into.ideaId)).toEqual([['hier'], ['dort']]);
	expect(await counts(db)).toEqual([2, 1]);
	await commented(db, test, into.number, { body: 'dazu', parentId: there.commentId });
	expect(await said(db, into.ideaId)).toEqual([['hier'], ['dort', 'dazu']]);
	expect(await counts(db)).toEqual([3, 2]);
	await merge(db, from.ideaId, null);
	expect(await counts(db)).toEqual([1, 2]);
	expect(await said(db, from.ideaId)).toEqual([['dort', 'dazu']]);
});

test('a long talk has pages; a page that begins among replies repeats what they answer', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	const first = await commented(db, test, number, { body: 'Anfang' });
	for (let i = 0; i < commentsAPage; i++)
		await commented(db, test, number, { body: `r${i}`, parentId: first.commentId });
	const last = await commented(db, test, number, { body: 'Ende' });
	const { threads, pages } = await talkAbout(db, [ideaId], null, 2);
	expect(pages).toBe(2);
	expect(threads.map(({ continued }) => continued)).toEqual([true, false]);
	expect(await said(db, ideaId, null, 2)).toEqual([['Anfang', `r${commentsAPage - 1}`], ['Ende']]);
	expect(await pageOfComment(db, [ideaId], null, last.commentId)).toBe(2);
	expect(await pageOfComment(db, [ideaId], null, first.commentId)).toBe(1);
});

test('the count is what a recount says, whatever is written, hidden, merged and parted at once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const ideas = await Promise.all([1, 2, 3].map(() => submitted(db, test)));
	const [root, ...others] = ideas;
	const step = fc.record({
		idea: fc.nat(2),
		act: fc.constantFrom('write', 'hide', 'show', 'merge', 'part')
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
			await Promise.all(
				steps.map(async ({ idea, act }) => {
					const { ideaId } = ideas[idea]!;
					const other = others[idea % 2]!.ideaId;
					const all = db.updateTable('ideaComments').where('ideaId', '=', ideaId);
					if (act === 'write')
						await db
							.insertInto('ideaComments')
							.values({
								ideaId,
								depth: 0,
								participant: Buffer.alloc(32),
								locale: 'de',
								body: 'x',
								visibility: 'public'
							})
							.execute();
					else if (act === 'hide')
						await all.set({ visibility: 'hidden', hiddenReason: 'spam' }).execute();
					else if (act === 'show')
						await all.set({ visibility: 'public', hiddenReason: null }).execute();
					else await merge(db, other, act === 'merge' ? root!.ideaId : null);
				})
			);
			const rows = await db
				.selectFrom('ideas as i')
				.select(['i.comments'])
				.select(({ selectFrom }) =>
					selectFrom('ideaComments as c')
						.innerJoin('ideas as o', 'o.id', 'c.ideaId')
						.select((eb) => eb.fn.countAll<number>().as('n'))
						.where('c.visibility', '=', 'public')
						.where((eb) =>
							eb.or([eb('o.id', '=', eb.ref('i.id')), eb('o.mergedInto', '=', eb.ref('i.id'))])
						)
						.as('recounted')
				)
				.execute();
			for (const { comments, recounted } of rows) expect(comments).toBe(recounted);
		}),
		{ numRuns: 25 }
	);
});
