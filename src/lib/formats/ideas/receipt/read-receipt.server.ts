import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { ShownPicture } from '../../../platform/pictures/formats.ts';
import type { Pictures } from '../../../platform/pictures/store.server.ts';
import { photosOf } from '../photos.server.ts';
import type { HidingReason, IdeaStatus, Visibility, Whereabouts } from '../rules.ts';

/** What the city said. */
export type ReceiptAnswer = Readonly<{
	status: IdeaStatus;
	reason: Translated;
	office: string;
	/** YYYY-MM-DD. */
	answeredOn: string;
}>;

/** An idea as its author sees it. */
export type ReceiptView = Readonly<{
	id: string;
	number: number;
	title: string;
	body: string;
	locale: string;
	categoryId: string;
	whereabouts: Whereabouts;
	placeId: string;
	placeName: string;
	visibility: Visibility;
	hiddenReason: HidingReason | null;
	/** Number of the idea that it was merged into. */
	mergedInto: number | null;
	status: IdeaStatus;
	answerDue: string | null;
	submittedOn: string;
	supports: number;
	comments: number;
	photos: readonly ShownPicture[];
	/** Newest first. */
	answers: readonly ReceiptAnswer[];
}>;

/** @throws Refusal idea_unknown (404) */
export async function readReceipt(
	db: Db,
	ideaId: string,
	pictures: Pick<Pictures, 'passOf'>
): Promise<ReceiptView> {
	const idea = await db
		.selectFrom('ideas as i')
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.leftJoin('ideas as into', 'into.id', 'i.mergedInto')
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.whereabouts'])
		.select(['i.placeId', 'p.name as placeName', 'i.visibility', 'i.hiddenReason', 'i.status'])
		.select(['into.number as mergedInto', 'i.answerDue', 'i.submittedOn'])
		.select(['i.supports', 'i.comments'])
		.where('i.id', '=', ideaId)
		.executeTakeFirst();
	if (!idea) throw new Refusal('missing', 'idea_unknown');
	const photos = (await photosOf(db, [ideaId])).get(ideaId) ?? [];
	return {
		...(idea as Omit<ReceiptView, 'photos' | 'answers'>),
		// Its author may see them also while nobody else does.
		photos: photos.map((photo) => ({ ...photo, pass: pictures.passOf(photo.id) })),
		answers: await answersOf(db, ideaId)
	};
}

async function answersOf(db: Db, ideaId: string): Promise<ReceiptAnswer[]> {
	const rows = await db
		.selectFrom('ideaAnswers')
		.select(['status', 'reason', 'office', 'answeredOn'])
		.where('ideaId', '=', ideaId)
		.where('withdrawnAt', 'is', null)
		.orderBy('sequence', 'desc')
		.execute();
	return rows as ReceiptAnswer[];
}
