import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import { knownParticipant } from '../../../core/activities/participant.server.ts';
import { pictureOf, type Picture } from '../../../core/places/picture.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import type { Pictures } from '../../../platform/pictures/store.server.ts';
import type { IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import { pageOfComment, talkAbout, type Talk } from './comments.server.ts';
import { familyOf } from './family.server.ts';
import { findIdea } from './find-idea.server.ts';
import type { FoundIdea, IdeaDetail } from './idea-view.ts';

/** Who asks, and for which part of the talk. */
export type Asker = Readonly<{
	token: string | null;
	actor: Actor;
	/** Page of the comments, from 1. */
	page: number;
	/** The comment to be shown, wherever it stands. */
	commentId: string | null;
	now: Date;
	/** Lets those who may see an idea that is not public see its photos too. */
	pictures: Pick<Pictures, 'passOf'>;
}>;

export type IdeaPage = FoundIdea &
	Readonly<{
		talk: Talk;
		/** The shown page of the comments. */
		commentsPage: number;
		where: Picture | null;
		/** May speak for the city here. */
		mayAnswer: boolean;
	}>;

/** All that the page of an idea shows to whoever asks. @throws Refusal idea_unknown (404) */
export async function ideaPage(
	db: Db,
	map: IdeaMap,
	number: number,
	{ token, actor, page, commentId, now, pictures }: Asker
): Promise<IdeaPage> {
	const participant = await knownParticipant(db, map.activityId, token);
	const reader = { participant, isStaff: can(permissions, actor, 'view', map) };
	const found = await findIdea(db, map, number, reader, localDay(now));
	const mayAnswer = can(permissions, actor, 'answer', map);
	if (found.state !== 'shown')
		return { ...found, talk: { threads: [], pages: 0 }, commentsPage: 1, where: null, mayAnswer };
	const family = await familyOf(db, found.idea.id);
	const wanted = commentId ? await pageOfComment(db, family, participant, commentId) : null;
	const commentsPage = wanted ?? page;
	const talk = await talkAbout(db, family, participant, commentsPage);
	if (commentsPage > Math.max(talk.pages, 1)) throw new Refusal('missing', 'page_unknown');
	const idea = withPasses(found.idea, pictures);
	return { state: 'shown', idea, talk, commentsPage, where: whereOf(map, idea), mayAnswer };
}

const withPasses = (idea: IdeaDetail, pictures: Asker['pictures']): IdeaDetail =>
	idea.visibility === 'public'
		? idea
		: {
				...idea,
				photos: idea.photos.map((photo) => ({ ...photo, pass: pictures.passOf(photo.id) }))
			};

/** The point in the outline of its map, drawn without tiles and without anybody else's server. */
const whereOf = (map: IdeaMap, { lat, lng, placeName, whereabouts }: IdeaDetail): Picture | null =>
	lat === null || !map.area
		? null
		: pictureOf(map.area, [
				{ id: 'idea', name: whereabouts === 'place' ? placeName : '', lat, lng }
			]);
