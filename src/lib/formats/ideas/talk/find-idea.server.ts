import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { IdeaMap } from '../map.server.ts';
import { photosOf } from '../photos.server.ts';
import { answerDueOn, isOverdue, type IdeaStatus } from '../rules.ts';
import { familyOf } from './family.server.ts';
import type { FoundIdea, IdeaDetail } from './idea-view.ts';
import { neighboursOf, similarTo } from './neighbours.server.ts';
import { answersOf, earlierSupports, mergedInto, projectOf } from './parts-of-idea.server.ts';
import { supports } from '../support-idea.server.ts';

/** Who looks: their pseudonym on this map, and whether they moderate it. */
export type Reader = Readonly<{ participant: Buffer | null; isStaff: boolean }>;

/**
 * What is under an idea's number. Authors see their own idea while it waits or is hidden, staff see every one.
 * @param today YYYY-MM-DD in the city
 * @throws Refusal idea_unknown (404) for a number that was never given
 */
export async function findIdea(
	db: Db,
	map: IdeaMap,
	number: number,
	reader: Reader,
	today: string
): Promise<FoundIdea> {
	const row = await read(db, map, number);
	if (!row) throw new Refusal('missing', 'idea_unknown');
	const isOwn = Boolean(reader.participant && row.participant?.equals(reader.participant));
	const sees = row.visibility === 'public' || reader.isStaff;
	const seesOwn = isOwn && row.visibility !== 'withdrawn';
	if (!sees && !seesOwn) return closed(row);
	return { state: 'shown', idea: await whole(db, map, row, reader, isOwn, today) };
}

function closed(row: Row): FoundIdea {
	const { number } = row;
	if (row.visibility === 'hidden')
		return { state: 'hidden', number, reason: row.hiddenReason ?? '' };
	return { state: row.visibility === 'withdrawn' ? 'withdrawn' : 'waiting', number };
}

type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

async function read(db: Db, map: IdeaMap, number: number) {
	return db
		.selectFrom('ideas as i')
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.leftJoin('ideaWalks as w', 'w.id', 'i.walkId')
		.leftJoin('ideas as t', 't.id', 'i.mergedInto')
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.whereabouts'])
		.select([
			'i.placeId',
			'p.name as placeName',
			'i.lat',
			'i.lng',
			'i.blurred',
			'i.source',
			'i.way'
		])
		.select(['w.title as walk', 'i.visibility', 'i.hiddenReason', 'i.status', 'i.answerDue'])
		.select(['i.submittedOn', 'i.supports', 'i.comments', 'i.participant'])
		.select(['t.number as intoNumber', 't.title as intoTitle', 't.locale as intoLocale'])
		.where('i.activityId', '=', map.activityId)
		.where('i.number', '=', number)
		.executeTakeFirst();
}

async function whole(
	db: Db,
	map: IdeaMap,
	row: Row,
	reader: Reader,
	isOwn: boolean,
	today: string
): Promise<IdeaDetail> {
	const family = await familyOf(db, row.id);
	const [answers, photos, merged, project, near, similar, supported, earlier] = await Promise.all([
		answersOf(db, row.id),
		photosOf(db, [row.id]),
		mergedInto(db, row.id, family),
		projectOf(db, row.id),
		neighboursOf(db, map.activityId, row.number),
		similarTo(db, map.activityId, { ...row, family }),
		supports(db, family, reader.participant),
		earlierSupports(db, family)
	]);
	const { participant: _, intoNumber, intoTitle, intoLocale, answerDue, ...idea } = row;
	const progress = { ...idea, status: idea.status as IdeaStatus, answerDue };
	const due = answerDueOn(progress, map.answerWithin);
	return {
		...(idea as typeof idea & Pick<IdeaDetail, 'whereabouts' | 'source' | 'way' | 'visibility'>),
		status: progress.status,
		category: map.categories.find(({ id }) => id === row.categoryId)!,
		nextAnswer: due ? { due, overdue: isOverdue(progress, map.answerWithin, today) } : null,
		livesOn:
			intoNumber === null
				? null
				: { number: intoNumber, title: intoTitle ?? '', locale: intoLocale ?? '' },
		isOwn,
		supported,
		earlierSupports: earlier,
		answers,
		photos: photos.get(row.id) ?? [],
		merged,
		project,
		...near,
		similar
	};
}
