import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { historyOf } from '../../../core/history/subject-history.server.ts';
import { nameOfPlace } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { changesBetween, type Asked, type Change } from '../../../questions/changes.ts';
import { permissions } from '../permissions.ts';
import { bankKind } from './kind.ts';
import { placesAround, readableBankQuestion } from './reach.server.ts';

/** A question of the bank in its newest version, as lists show it. */
export type BankRow = Asked &
	Readonly<{
		id: string;
		placeName: string;
		version: number;
		archived: boolean;
		/** Sessions that asked it, also where the reader may not see them. */
		sessions: number;
	}>;

export type BankSearch = Readonly<{ words: string; type: string; archived: boolean }>;

/** More than this nobody reads through; the search narrows it. */
export const mostListed = 200;

/** Ids of the places where this person may put questions into the bank. */
export function keptPlaces(actor: Actor): string[] {
	if (actor.kind !== 'account') return [];
	const granted = new Set(actor.grants.flatMap(({ places }) => [...places]));
	return [...granted].filter((placeId) => can(permissions, actor, 'keep', { placeId }));
}

/** The questions that this person may take, those of the most recent version first. */
export async function listBank(
	db: Db,
	actor: Actor,
	{ words, type, archived }: BankSearch
): Promise<BankRow[]> {
	demand(permissions, actor, 'listBank', null);
	const places = await placesAround(db, keptPlaces(actor));
	if (places.length === 0) return [];
	const sought = words.split(/\s+/).filter(Boolean).slice(0, 10);
	const rows = await db
		.selectFrom('liveBankQuestions as b')
		.innerJoin('liveBankVersions as v', (join) =>
			join.onRef('v.questionId', '=', 'b.id').onRef('v.version', '=', 'b.latest')
		)
		.innerJoin('places as p', 'p.id', 'b.placeId')
		.select(['b.id', 'b.type', 'b.latest as version', 'b.archivedAt', 'v.prompt', 'v.config'])
		.select('p.name as placeName')
		.select(({ selectFrom }) =>
			selectFrom('liveQuestions as q')
				.select(({ fn }) => fn.count<number>('q.activityId').distinct().as('n'))
				.whereRef('q.bankQuestion', '=', 'b.id')
				.as('sessions')
		)
		.where('b.placeId', 'in', places)
		.where('b.archivedAt', archived ? 'is not' : 'is', null)
		.$if(type !== '', (query) => query.where('b.type', '=', type))
		.where(({ and }) => and(sought.map((word) => saysWord(word))))
		.orderBy('v.createdAt', 'desc')
		.orderBy('b.id')
		.limit(mostListed)
		.execute();
	return rows.map(({ archivedAt, prompt, sessions, ...row }) => ({
		...row,
		prompt: prompt as Translated,
		archived: archivedAt !== null,
		sessions: sessions ?? 0
	}));
}

/** Any of the texts of prompt and config has the word, in any language; ids are no texts. */
const saysWord = (word: string) => sql<boolean>`exists (
	select from jsonb_path_query(jsonb_build_array(v.prompt, v.config), 'strict $.** ? (@.type() == "object").keyvalue() ? (@.key != "id").value ? (@.type() == "string")') said(text)
	where said.text #>> '{}' ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}
)`;

/** A version with what changed in it. */
export type BankVersion = Asked &
	Readonly<{ version: number; createdAt: Date; changes: readonly Change[] }>;

/** A session that asked it. */
export type BankUse = Readonly<{
	/** Id of the question in the session. */
	question: string;
	activityId: string;
	title: Translated;
	placeName: string;
	day: Date | null;
	version: number;
	/** The reader may open the session itself. */
	mayOpen: boolean;
	/** What the session's moderators changed in it. */
	changes: readonly Change[];
}>;

export type BankDetail = Asked &
	Readonly<{
		id: string;
		placeId: string;
		placeName: string;
		version: number;
		archived: boolean;
		mayKeep: boolean;
		/** Newest first. */
		versions: readonly BankVersion[];
		uses: readonly BankUse[];
		/** Sessions at places of which the reader sees nothing. */
		usesElsewhere: number;
	}>;

/** @throws Refusal bank_unknown (404), not_allowed */
export async function readBankQuestion(db: Db, actor: Actor, id: string): Promise<BankDetail> {
	const found = await readableBankQuestion(db, actor, id);
	const versions = await versionsOf(db, found);
	const uses = await usesOf(db, found.id);
	const seen = uses.filter(({ placeId, activityId }) =>
		can(permissions, actor, 'compare', { placeId, activityId })
	);
	const { prompt, config } = versions[0]!;
	return {
		...{ id, prompt, config, versions },
		type: found.type,
		placeId: found.placeId,
		placeName: (await nameOfPlace(db, found.placeId))!,
		version: found.latest,
		archived: found.archivedAt !== null,
		mayKeep: can(permissions, actor, 'keep', found),
		uses: seen.map(({ placeId, asked, ...use }) => ({
			...use,
			mayOpen: can(permissions, actor, 'view', { placeId, activityId: use.activityId }),
			changes: changesBetween(
				versions.find(({ version }) => version === use.version)!,
				asked
			)
		})),
		usesElsewhere: uses.length - seen.length
	};
}

/** Who did what to this question, newest first. */
export async function bankHistory(db: Db, actor: Actor, id: string) {
	await readableBankQuestion(db, actor, id);
	return historyOf(db, bankKind, id);
}

async function versionsOf(
	db: Db,
	{ id, type }: Readonly<{ id: string; type: string }>
): Promise<BankVersion[]> {
	const rows = await db
		.selectFrom('liveBankVersions')
		.select(['version', 'prompt', 'config', 'createdAt'])
		.where('questionId', '=', id)
		.orderBy('version')
		.execute();
	const asked = rows.map((row) => ({ ...row, type, prompt: row.prompt as Translated }));
	return asked
		.map((version, n) => ({
			...version,
			changes: n === 0 ? [] : changesBetween(asked[n - 1]!, version)
		}))
		.toReversed();
}

async function usesOf(db: Db, bankId: string) {
	const rows = await db
		.selectFrom('liveQuestions as q')
		.innerJoin('liveSessions as s', 's.activityId', 'q.activityId')
		.innerJoin('activities as a', 'a.id', 'q.activityId')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select(['q.id as question', 'q.type', 'q.prompt', 'q.config', 'q.bankVersion'])
		.select(['a.id as activityId', 'a.title', 'a.placeId', 'p.name as placeName'])
		.select(({ fn }) => fn.coalesce('s.startedAt', 'a.startsAt').as('day'))
		.where('q.bankQuestion', '=', bankId)
		.orderBy('a.createdAt', 'desc')
		.execute();
	return rows.map(({ type, prompt, config, bankVersion, ...row }) => ({
		...row,
		title: row.title as Translated,
		version: bankVersion!,
		asked: { type, prompt: prompt as Translated, config }
	}));
}
