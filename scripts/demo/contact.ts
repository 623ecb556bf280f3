import { anonymous, type AccountActor } from '#lib/access/actor.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { answerMessage } from '#lib/formats/contact/desk/answer.server.ts';
import { closeMessage } from '#lib/formats/contact/desk/close.server.ts';
import { messageOf } from '#lib/formats/contact/message/message.server.ts';
import { writeMessage } from '#lib/formats/contact/message/write-message.server.ts';
import { checkedPoint } from '#lib/formats/contact/point/point-form.ts';
import { pointOf, type Point } from '#lib/formats/contact/point/point.server.ts';
import { createPoint, runPoint } from '#lib/formats/contact/point/set-up-point.server.ts';
import { beginningOf, templateOf } from '#lib/formats/contact/point/templates.ts';
import { noteTalk } from '#lib/formats/contact/talk/note-talk.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { clientKeyFrom } from './client-key.ts';
import { messages, talks, type ToldMessage, type ToldTalk } from './contact-voices.ts';
import type { Demo } from './demo.ts';
import { actorOf } from './people.ts';

const day = 86_400_000;
const slug = 'sprechstunde-streetwork';
const placeId = 'bielefeld-kesselbrink';
/** It began so many days ago. */
const began = 100;

/** Contact hours on the Kesselbrink: talks of three months, answered messages and one that waits. */
export async function tellOfContactHours(demo: Demo): Promise<{ slug: string }> {
	const streetworker = await actorOf(demo, 'streetwork@demo.example');
	const point = await contactHours(demo, streetworker);
	for (const message of messages) await tellMessage(demo, streetworker, point, message);
	for (const talk of talks) await tellTalk(demo, streetworker, point, talk);
	return { slug };
}

const ago = ({ means }: Demo, days: number) => new Date(means.clock().getTime() - days * day);

async function contactHours(demo: Demo, streetworker: AccountActor): Promise<Point> {
	const { db, means } = demo;
	const known = await db
		.selectFrom('contactPoints')
		.select('activityId')
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (known) return pointOf(db, known.activityId);
	const locales = ['de', 'en', 'de-simple', 'ar'];
	const values = {
		...beginningOf(templateOf('streetwork'), locales),
		...{ slug, placeId, measures: ['540-2'] },
		retainUntil: retainUntilAfter(means.clock(), 2 * 365),
		hours: {
			de: 'Dienstags und donnerstags von 15 bis 17 Uhr am Bauwagen auf dem Kesselbrink',
			en: 'Tuesdays and Thursdays from 3 to 5 pm at the trailer on the Kesselbrink',
			'de-simple':
				'Am Dienstag und am Donnerstag. Von 15 bis 17 Uhr. Am Bau-Wagen auf dem Kesselbrink.',
			ar: 'أيام الثلاثاء والخميس من 15 إلى 17 عند العربة في ساحة كيسلبرينك'
		}
	};
	const { activityId } = await createPoint(db, streetworker, checkedPoint(values, means.clock()));
	await runPoint(db, streetworker, activityId, 'start', ago(demo, began));
	return pointOf(db, activityId);
}

const topicIdOf = ({ topics }: Point, topic: string): string =>
	topics.find(({ name }) => name['de'] === topic)!.id;

/** From the form to where it has come; told again, it is the same message. */
async function tellMessage(
	demo: Demo,
	streetworker: AccountActor,
	point: Point,
	told: ToldMessage
): Promise<void> {
	const { db, origin } = demo;
	const clientKey = clientKeyFrom(`contact ${told.key}`);
	const topicId = told.topic ? topicIdOf(point, told.topic) : null;
	const input = { clientKey, topicId, placeId: null, text: told.text, email: '' };
	const sentAt = ago(demo, told.daysAgo);
	const { messageId } = await writeMessage(
		db,
		anonymous,
		point,
		{ ...input, locale: told.locale },
		sentAt
	);
	const message = await messageOf(db, messageId);
	if (!told.answer || message.state !== 'open') return;
	const now = new Date(sentAt.getTime() + told.answeredAfter * day);
	const answer = { clientKey: clientKeyFrom(`contact answer ${told.key}`), text: told.answer };
	const seen = async () => ({ messageId, revision: (await messageOf(db, messageId)).revision });
	await answerMessage(db, streetworker, await seen(), answer, { now, origin });
	if (told.outcome)
		await closeMessage(db, streetworker, await seen(), { passedTo: '', ...told.outcome }, now);
}

async function tellTalk(
	demo: Demo,
	streetworker: AccountActor,
	point: Point,
	{ key, daysAgo, topics, way, contacts, keyword }: ToldTalk
): Promise<void> {
	await noteTalk(
		demo.db,
		streetworker,
		point.activityId,
		{
			clientKey: clientKeyFrom(`contact talk ${key}`),
			topicIds: topics.map((topic) => topicIdOf(point, topic)),
			...{ placeId, way, contacts, keyword },
			heldOn: localDay(ago(demo, daysAgo))
		},
		demo.means.clock()
	);
}
