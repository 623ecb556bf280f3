import { knownParticipant } from '../../../core/activities/participant.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { filterOf, noFilter } from '../filter.ts';
import type { IdeaMap } from '../map.server.ts';
import { ideaCards, type IdeaCard } from '../public-ideas.server.ts';
import { choicesOf, choosable, type Choice } from './choose-ideas.server.ts';
import { choosingOf, rankingOf, type Choosing, type Ranking } from './ranking.server.ts';

const pageSize = 20;

export type ChoosingPage = Readonly<{
	choosing: Exclude<Choosing, 'none'>;
	/** What the asker has chosen so far. */
	chosen: readonly Choice[];
	/** What was searched for. */
	text: string;
	cards: readonly IdeaCard[];
	total: number;
	page: number;
	pages: number;
	/** Null until the choosing is over. */
	ranking: Ranking | null;
}>;

/** All that the page of the choosing shows to whoever asks; null for a map that never lets people choose. */
export async function choosingPage(
	db: Db,
	map: IdeaMap,
	{ token, now, page }: Readonly<{ token: string | null; now: Date; page: number }>,
	query: URLSearchParams
): Promise<ChoosingPage | null> {
	const choosing = choosingOf(map, now);
	if (choosing === 'none') return null;
	const participant = await knownParticipant(db, map.activityId, token);
	const { text } = filterOf(query);
	const filter = { ...noFilter, text, statuses: choosable };
	const chosen = await choicesOf(db, map, participant);
	const { cards, total } =
		choosing === 'running'
			? await ideaCards(db, map.activityId, filter, { order: 'newest', page, size: pageSize })
			: { cards: [], total: 0 };
	const ranking = choosing === 'over' ? await rankingOf(db, map) : null;
	return {
		choosing,
		chosen,
		text,
		cards,
		total,
		page,
		pages: Math.ceil(total / pageSize),
		ranking
	};
}
