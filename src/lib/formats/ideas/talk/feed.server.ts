import type { Db } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor, type Translated } from '../../../platform/i18n/translated.ts';
import { noFilter } from '../filter.ts';
import type { IdeaMap } from '../map.server.ts';
import { publicIdeas } from '../public-ideas.server.ts';
import type { AtomEntry, AtomFeed } from '../../../platform/http/atom.ts';
import { familyOf, openIdea } from './family.server.ts';
import type { IdeaStatus } from '../rules.ts';
import { statusText } from '../status-text.ts';

/** Entries of a feed: what a reader that comes once a week must not miss on a busy map. */
const longest = 50;

/** For whom a feed is written: their language, and the address of the house in its links. */
export type FeedReader = Readonly<{ locale: string; origin: string }>;

/** New ideas and answers of a map, newest first. Imported ideas are not new; their answers are. */
export async function mapFeed(db: Db, map: IdeaMap, forWhom: FeedReader): Promise<AtomFeed> {
	const reader = { ...forWhom, began: await firstDayOf(db, map) };
	const [ideas, answers] = await Promise.all([
		newIdeas(db, map, reader),
		answersOnMap(db, map, reader)
	]);
	const title = textFor(map.title, reader.locale);
	return {
		...feedOf(map, reader, ''),
		title: m.ideatalk_feed_map_title({ map: title }, inLocale(reader.locale)),
		subtitle: textFor(map.intro, reader.locale),
		entries: newestFirst([...ideas, ...answers])
	};
}

/**
 * Answers and comments about one idea, newest first.
 * @throws Refusal idea_unknown (404), idea_merged (409)
 */
export async function ideaFeed(
	db: Db,
	map: IdeaMap,
	number: number,
	forWhom: FeedReader
): Promise<AtomFeed> {
	const reader = { ...forWhom, began: await firstDayOf(db, map) };
	const { id, title } = await openIdea(db, map, number);
	const family = await familyOf(db, id);
	const [answers, comments] = await Promise.all([
		answersOnMap(db, map, reader, id),
		commentsOn(db, map, number, family, reader)
	]);
	return {
		...feedOf(map, reader, `/${number}`),
		title: m.ideatalk_idea_titled({ number, title }, inLocale(reader.locale)),
		entries: newestFirst([...answers, ...comments])
	};
}

/** A reader of the feed of a map that began on this day, YYYY-MM-DD. */
type MapReader = FeedReader & Readonly<{ began: string }>;

/** RFC 4151: stable whatever happens to titles, answers and languages, as long as the house keeps its name. */
const tag = ({ origin, began }: MapReader, what: string): string =>
	`tag:${new URL(origin).hostname},${began}:${what}`;

async function firstDayOf(db: Db, { activityId }: IdeaMap): Promise<string> {
	const { createdAt } = await db
		.selectFrom('activities')
		.select('createdAt')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	return localDay(createdAt);
}

function feedOf(map: IdeaMap, reader: MapReader, below: string) {
	const { locale, origin, began } = reader;
	const page = localizeHref(`/ideas/${map.slug}${below}`, inLocale(locale));
	return {
		id: tag(reader, `ideas/${map.activityId}${below}/${locale}`),
		language: locale,
		self: `${origin}${page}/feed.atom`,
		alternate: origin + page,
		began
	};
}

async function newIdeas(db: Db, map: IdeaMap, reader: MapReader): Promise<AtomEntry[]> {
	const rows = await (
		await publicIdeas(db, map.activityId, noFilter)
	)
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.publishedOn'])
		.where('i.source', '<>', 'import')
		.where('i.publishedOn', 'is not', null)
		.orderBy('i.publishedOn', 'desc')
		.orderBy('i.sequence', 'desc')
		.limit(longest)
		.execute();
	return rows.map(({ id, number, title, body, locale, categoryId, publishedOn }) => ({
		id: tag(reader, `idea/${id}`),
		title: m.ideatalk_idea_titled({ number, title }, inLocale(reader.locale)),
		content: body || title,
		language: locale,
		link: linkTo(map, number, reader),
		author: m.ideatalk_a_resident({}, inLocale(reader.locale)),
		category: categoryName(map, categoryId, reader.locale),
		updated: publishedOn!
	}));
}

/** @param ideaId of one idea only */
async function answersOnMap(
	db: Db,
	map: IdeaMap,
	reader: MapReader,
	ideaId?: string
): Promise<AtomEntry[]> {
	const rows = await (
		await publicIdeas(db, map.activityId, noFilter)
	)
		.innerJoin('ideaAnswers as w', 'w.ideaId', 'i.id')
		.select(['w.id', 'w.status', 'w.reason', 'w.office', 'w.answeredOn', 'i.number', 'i.title'])
		.where('w.withdrawnAt', 'is', null)
		.$if(ideaId !== undefined, (query) => query.where('i.id', '=', ideaId!))
		.orderBy('w.sequence', 'desc')
		.limit(longest)
		.execute();
	return rows.map(({ id, status, reason, office, answeredOn, number, title }) => ({
		id: tag(reader, `answer/${id}`),
		title: m.ideatalk_feed_answer_title(
			{
				number,
				title,
				status: statusText(status as IdeaStatus, map.statusNames, reader.locale).text
			},
			inLocale(reader.locale)
		),
		content: textFor(reason as Translated, reader.locale),
		link: `${linkTo(map, number, reader)}#status`,
		author: office,
		updated: answeredOn
	}));
}

async function commentsOn(
	db: Db,
	map: IdeaMap,
	number: number,
	family: readonly string[],
	reader: MapReader
): Promise<AtomEntry[]> {
	const rows = await db
		.selectFrom('ideaComments')
		.select(['id', 'body', 'locale', 'office', 'submittedOn'])
		.where('ideaId', 'in', family)
		.where('visibility', '=', 'public')
		.orderBy('sequence', 'desc')
		.limit(longest)
		.execute();
	return rows.map(({ id, body, locale, office, submittedOn }) => ({
		id: tag(reader, `comment/${id}`),
		title: m.ideatalk_feed_comment_title({ number }, inLocale(reader.locale)),
		content: body,
		language: locale,
		link: `${linkTo(map, number, reader)}?comment=${id}`,
		author: office || m.ideatalk_a_resident({}, inLocale(reader.locale)),
		updated: submittedOn
	}));
}

const newestFirst = (entries: readonly AtomEntry[]): AtomEntry[] =>
	entries.toSorted((a, b) => b.updated.localeCompare(a.updated)).slice(0, longest);

const linkTo = ({ slug }: IdeaMap, number: number, { locale, origin }: FeedReader): string =>
	origin + localizeHref(`/ideas/${slug}/${number}`, inLocale(locale));

const categoryName = ({ categories }: IdeaMap, id: string, locale: string): string =>
	textFor(categories.find((category) => category.id === id)?.name ?? {}, locale);
