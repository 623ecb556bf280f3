import { describe, expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { answerIdeas, withdrawAnswer } from '#lib/formats/ideas/answer-ideas.server.ts';
import { readArea, setArea } from '#lib/formats/ideas/area.server.ts';
import { changeMap } from '#lib/formats/ideas/change-map.server.ts';
import { createMap } from '#lib/formats/ideas/create-map.server.ts';
import { mergeIdeas, undoMerge } from '#lib/formats/ideas/merge-ideas.server.ts';
import { ideaModeration } from '#lib/formats/ideas/moderation.server.ts';
import {
	ideasForProject,
	projectsOfMap,
	readProject
} from '#lib/formats/ideas/project-reads.server.ts';
import { changeProject, createProject, stepProject } from '#lib/formats/ideas/projects.server.ts';
import { archiveMap } from '#lib/formats/ideas/retention.server.ts';
import { deleteMap, runMap, setMapOutcome } from '#lib/formats/ideas/run-map.server.ts';
import { readStaffIdea, staffIdeas } from '#lib/formats/ideas/staff-ideas.server.ts';
import {
	listMaps,
	mapHistory,
	readMap,
	type MapDetail
} from '#lib/formats/ideas/staff-maps.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { asSeen } from '../../fixture/as-seen.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, submitted } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const here = 'bielefeld-mitte';
const now = new Date('2026-11-26T10:00:00Z');
const today = '2026-11-26';

type Made = Readonly<{ activityId: string; settings: MapDetail['settings']; idea: string }>;
type Attempt = (db: Db, actor: Actor, made: Made) => Promise<unknown>;

const project = {
	title: { de: 'Garten' },
	summary: {},
	carrierId: null,
	measureCode: null,
	underAgreement: false,
	initiatedBy: 'residents'
} as const;
const step = { status: 'planned', reachedOn: today, note: {} } as const;
const nothing = crypto.randomUUID();

/** What somebody could try. Whether the state allows it is another question: only the right is looked at here. */
const attempts: Record<string, Attempt> = {
	list: (db, actor) => listMaps(db, actor, now),
	create: (db, actor, { settings }) =>
		createMap(db, actor, { ...settings, slug: `neu-${crypto.randomUUID()}` }),
	view: (db, actor, { activityId }) => readMap(db, actor, activityId, now),
	'see history': (db, actor, { activityId }) => mapHistory(db, actor, activityId),
	'see ideas': (db, actor, { activityId }) =>
		staffIdeas(
			db,
			actor,
			activityId,
			{ text: '', categories: [], statuses: [], due: 'all' },
			{ today, page: 1, size: 5 }
		),
	'see an idea': (db, actor, { activityId }) =>
		readStaffIdea(db, actor, activityId, 1, { today, search: '' }),
	'see projects': (db, actor, { activityId }) => projectsOfMap(db, actor, activityId),
	'see a project': (db, actor, { activityId }) => readProject(db, actor, activityId, 1),
	change: (db, actor, { activityId, settings }) => changeMap(db, actor, activityId, settings, 1),
	run: (db, actor, { activityId }) => runMap(db, actor, activityId, 'reopen', now),
	'say the outcome': (db, actor, { activityId }) => setMapOutcome(db, actor, activityId, {}),
	'see the area': (db, actor, { activityId }) => readArea(db, actor, activityId),
	'set the area': (db, actor, { activityId }) => setArea(db, actor, activityId, null, 0),
	moderate: async (db, actor, { idea }) => {
		const [seen] = await asSeen(db, [{ kind: 'idea', id: idea, state: 'unchecked' }]);
		await ideaModeration.decide(db, actor, seen!, { verb: 'publish' }, today);
	},
	merge: (db, actor, { activityId, idea }) =>
		mergeIdeas(db, actor, activityId, { ideaId: idea, intoId: nothing }, now),
	'undo a merge': (db, actor, { activityId }) => undoMerge(db, actor, activityId, nothing, now),
	answer: (db, actor, { activityId, idea }) =>
		answerIdeas(
			db,
			actor,
			activityId,
			{
				ideas: [{ ideaId: idea, lastAnswerId: null }],
				answer: { status: 'planned', reason: { de: 'Ja' }, office: 'Amt', dueOn: null }
			},
			{ today, origin: 'https://palaver.example' }
		),
	'take an answer back': (db, actor, { activityId }) =>
		withdrawAnswer(db, actor, activityId, nothing, now),
	'choose ideas for a project': (db, actor, { activityId, idea }) =>
		ideasForProject(db, actor, activityId, [idea]),
	'create a project': (db, actor, { activityId, idea }) =>
		createProject(db, actor, activityId, { ideaIds: [idea], project, step }),
	'change a project': (db, actor, { activityId }) =>
		changeProject(db, actor, activityId, { number: 1, version: 1 }, project),
	'move a project': (db, actor, { activityId }) =>
		stepProject(db, actor, activityId, { number: 1, version: 1 }, step),
	archive: (db, actor, { activityId }) => archiveMap(db, actor, activityId),
	delete: (db, actor, { activityId }) => deleteMap(db, actor, activityId)
};

const everything = Object.keys(attempts);
const reads = [
	'list',
	'view',
	'see history',
	'see ideas',
	'see an idea',
	'see projects',
	'see a project'
];
const answers = [
	'answer',
	'take an answer back',
	'choose ideas for a project',
	'create a project',
	'change a project',
	'move a project'
];

/** Who may what, wherever the map stands. Elsewhere one may list, and sees none of these. */
const may: Record<string, readonly string[]> = {
	'moderator here': everything,
	'administrator here': everything,
	planner: [...reads, ...answers],
	'moderator elsewhere': ['list'],
	'moderator without second factor': [],
	fundOffice: [],
	juror: [],
	finance: [],
	nobody: [],
	system: ['archive', 'delete']
};

async function actors(db: Db): Promise<Record<string, Actor>> {
	const moderator = await staff(db, 'moderator', [here]);
	const others = roles.filter((role) => role !== 'moderator' && role !== 'administrator');
	const withRole = await Promise.all(
		others.map(async (role) => [role, await staff(db, role, [here])] as const)
	);
	return {
		'moderator here': moderator,
		'administrator here': await staff(db, 'administrator', [here]),
		...Object.fromEntries(withRole),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		'moderator without second factor': { ...moderator, secondFactor: false },
		nobody: anonymous,
		system
	};
}

const refusedRight = (thrown: unknown) =>
	thrown instanceof Refusal && ['forbidden', 'unauthenticated'].includes(thrown.kind);

describe.each(['draft', 'announced', 'running', 'finished'])('while a map is %s', (status) => {
	test('exactly those who may are let in, whatever they try', async () => {
		const { db } = await freshDatabase();
		const made = async (): Promise<Made> => {
			const map = await ideaMap(db);
			const { ideaId } = await submitted(db, map);
			const { settings } = await readMap(db, map.moderator, map.activityId, now);
			await db.updateTable('activities').set({ status }).where('id', '=', map.activityId).execute();
			return { activityId: map.activityId, settings, idea: ideaId };
		};
		const allowed: Record<string, string[]> = {};
		let map = await made();
		for (const [who, actor] of Object.entries(await actors(db))) {
			allowed[who] = [];
			for (const [what, attempt] of Object.entries(attempts)) {
				const thrown = await attempt(db, actor, map).catch((error: unknown) => error);
				if (refusedRight(thrown)) continue;
				allowed[who].push(what);
				if (what === 'archive' || what === 'delete') map = await made();
			}
		}
		expect(allowed).toEqual(
			Object.fromEntries(
				Object.entries(may).map(([who, all]) => [
					who,
					everything.filter((one) => all.includes(one))
				])
			)
		);
	});
});
