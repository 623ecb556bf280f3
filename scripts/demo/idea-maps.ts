import { createHash } from 'node:crypto';
import type { AccountActor } from '#lib/access/actor.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import type { Boundary } from '#lib/core/places/boundary.ts';
import { answerIdeas } from '#lib/formats/ideas/answer-ideas.server.ts';
import { setArea } from '#lib/formats/ideas/area.server.ts';
import { createMap } from '#lib/formats/ideas/create-map.server.ts';
import { mapOf, type IdeaMap } from '#lib/formats/ideas/map.server.ts';
import { createProject } from '#lib/formats/ideas/projects.server.ts';
import { runMap } from '#lib/formats/ideas/run-map.server.ts';
import type { IdeaInput, WhereInput } from '#lib/formats/ideas/schema.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { addComment } from '#lib/formats/ideas/talk/write-comment.server.ts';
import { supportIdea } from '#lib/formats/ideas/support-idea.server.ts';
import { templateOf } from '#lib/formats/ideas/templates/index.ts';
import { localDay } from '#lib/platform/local-time.ts';
import type { Demo } from './demo.ts';
import { release } from './evidence.ts';
import * as voices from './idea-voices.ts';
import type { Voice } from './idea-voices.ts';
import { kesselbrink, squareOutline } from './kesselbrink-voices.ts';
import { encounters, environment, type ProjectVoice } from './project-voices.ts';
import { findOrganisation } from './stage-set.ts';

const day = 86_400_000;

type Scene = Readonly<{
	slug: string;
	template: string;
	title?: Record<string, string>;
	placeId: string;
	measure: string;
	voices: readonly (Voice | ProjectVoice)[];
	underAgreement?: boolean;
	/** Ring of longitude and latitude within which pins may lie; absent: wherever the place is. */
	area?: readonly (readonly [number, number])[];
}>;

const scenes: readonly Scene[] = [
	{
		slug: 'kesselbrink',
		template: 'square-concepts',
		title: {
			de: 'Platzpalaver: Ideen für den Kesselbrink',
			en: 'Ideas for the Kesselbrink',
			'de-simple': 'Ideen für den Kessel-Brink',
			ar: 'أفكار لساحة كيسلبرينك'
		},
		placeId: 'bielefeld-mitte',
		measure: '540-2',
		voices: kesselbrink,
		area: squareOutline
	},
	{
		slug: 'toiletten-fuer-alle',
		template: 'toilets',
		placeId: 'bielefeld',
		measure: '540-2',
		voices: voices.toilets
	},
	{
		slug: 'barrieren',
		template: 'barriers',
		placeId: 'bielefeld',
		measure: '540-2',
		voices: voices.barriers
	},
	{
		slug: 'bildung-und-teilhabe',
		template: 'idea-collection',
		title: {
			de: 'Ideensammlung: Neue Formate für Bildung und Teilhabe',
			en: 'Collecting ideas: new formats for education and participation',
			'de-simple': 'Ideen für Kinder und Jugendliche',
			ar: 'جمع أفكار: صيغ جديدة للتعليم والمشاركة'
		},
		placeId: 'bielefeld',
		measure: '500-4',
		voices: voices.formatsForChildren
	},
	{
		slug: 'umwelt-im-quartier',
		template: 'project-ideas',
		title: {
			de: 'Ideenwerkstatt: Umwelt im Quartier',
			en: 'Ideas workshop: environment in the quarter',
			'de-simple': 'Ideen für die Umwelt im Viertel',
			ar: 'ورشة أفكار: البيئة في الحي'
		},
		placeId: 'bielefeld',
		measure: '540-3',
		voices: environment,
		underAgreement: true
	},
	{
		slug: 'ich-zeig-dir-meine-lebenswelt',
		template: 'project-ideas',
		title: {
			de: '#ichzeigdirmeinelebenswelt: Projekte, in denen wir uns begegnen',
			en: 'Show me your world: projects in which we meet',
			'de-simple': 'Ich zeig dir meine Welt: Projekte zum Kennen-Lernen',
			ar: 'أريك عالمي: مشاريع نلتقي فيها'
		},
		placeId: 'bielefeld',
		measure: '540-2',
		voices: encounters
	}
];

/** Idea maps with what people brought, what the city answered, and the indicators that count it. */
export async function tellOfIdeas(
	demo: Demo,
	moderator: AccountActor
): Promise<{ slug: string; activityId: string }> {
	const told = new Map<string, string>();
	for (const scene of scenes) told.set(scene.slug, await tellScene(demo, moderator, scene));
	const ideas = (slug: string, outcome: string): Definition => ({
		facts: { format: 'ideas', kinds: ['idea'] },
		filter: { activities: [told.get(slug)!], outcomes: [outcome], finalOnly: true },
		metric: { operation: 'count' }
	});
	const projects = (slug: string, kind: string): Definition => ({
		facts: { format: 'ideas', kinds: [kind] },
		filter: { activities: [told.get(slug)!], outcomes: ['started', 'done'], finalOnly: true },
		metric: { operation: 'count' }
	});
	await release(demo, '540-2.1d1', ideas('toiletten-fuer-alle', 'planned'));
	await release(demo, '540-2.1e', ideas('barrieren', 'done'));
	await release(demo, '500-4.2', ideas('bildung-und-teilhabe', 'done'));
	await release(demo, '540-3.2a', projects('umwelt-im-quartier', 'lufProject'));
	await release(demo, '540-2.3e', projects('ich-zeig-dir-meine-lebenswelt', 'project'));
	return { slug: 'kesselbrink', activityId: told.get('kesselbrink')! };
}

async function tellScene(demo: Demo, moderator: AccountActor, scene: Scene): Promise<string> {
	const now = demo.means.clock();
	const activityId = await mapNamed(demo, moderator, scene, now);
	for (const [index, voice] of scene.voices.entries()) {
		const then = new Date(now.getTime() - voice.said * day);
		const map = await mapOf(demo.db, activityId, then);
		const known = await ideaTitled(demo, activityId, voice.title);
		if (known) continue;
		const { ideaId, number } = await submitIdea(
			demo.db,
			map,
			strangersPhone(),
			ideaOf(map, voice, `${scene.slug} ${index}`),
			then
		);
		for (let count = 0; count < (voice.supports ?? 0); count++)
			await supportIdea(demo.db, map, strangersPhone(), number, then);
		for (const body of voice.comments ?? []) await say(demo, map, number, body, then);
		if (voice.answer) await answer(demo, moderator, map, ideaId, voice, now);
		if ('carrier' in voice) await makeProject(demo, moderator, scene, map, ideaId, voice, now);
	}
	return activityId;
}

/** The map at this address; made, and started before anybody spoke, if there is none yet. */
async function mapNamed(
	{ db }: Demo,
	moderator: AccountActor,
	scene: Scene,
	now: Date
): Promise<string> {
	const known = await db
		.selectFrom('ideaMaps')
		.select('activityId')
		.where('slug', '=', scene.slug)
		.executeTakeFirst();
	if (known) return known.activityId;
	const template = templateOf(scene.template);
	if (!template) throw new Error(`no template ${scene.template}`);
	const began = new Date(
		now.getTime() - 1 - day * Math.max(...scene.voices.map(({ said }) => said))
	);
	const { activityId } = await createMap(db, moderator, {
		title: scene.title ?? template.title,
		placeId: scene.placeId,
		locales: ['de', 'en', 'de-simple', 'ar'],
		startsAt: began,
		endsAt: null,
		measures: [scene.measure],
		retainUntil: retainUntilAfter(now, 365),
		slug: scene.slug,
		intro: template.intro,
		layout: template.layout,
		// What the story tells has been read; what visitors add is public at once, so that they see it.
		moderation: 'after',
		takesPhotos: template.takesPhotos,
		answerWithin: 42,
		choicesEach: 3,
		statusNames: template.statusNames,
		phases: [{ kind: 'collect', startsAt: null, endsAt: null }],
		categories: [...template.categories]
	});
	if (scene.area) {
		const area: Boundary = { type: 'Polygon', coordinates: [scene.area] };
		await setArea(db, moderator, activityId, area, 0);
	}
	await runMap(db, moderator, activityId, 'start', began);
	return activityId;
}

async function ideaTitled({ db }: Demo, activityId: string, title: string) {
	return db
		.selectFrom('ideas')
		.select('id')
		.where('activityId', '=', activityId)
		.where('title', '=', title)
		.executeTakeFirst();
}

/** A phone that nobody has used before and nobody keeps. */
const strangersPhone = () => ({ token: null, keep: () => undefined });

function ideaOf(map: IdeaMap, voice: Voice, seed: string): IdeaInput {
	const category = map.categories.find(({ icon }) => icon === voice.category) ?? map.categories[0]!;
	return {
		categoryId: category.id,
		locale: voice.locale ?? 'de',
		title: voice.title,
		body: voice.body ?? '',
		where: whereOf(voice.at),
		clientKey: uuidOf(seed)
	};
}

function whereOf(at: Voice['at']): WhereInput {
	if (at === undefined) return { kind: 'quarter' };
	if (typeof at === 'string') return { kind: 'place', placeId: at };
	return { kind: 'pin', lat: at[0], lng: at[1], blur: false };
}

/** The same at every start, so that a story that was cut off goes on where it was. */
function uuidOf(seed: string): string {
	const hex = createHash('sha256').update(seed).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function say({ db }: Demo, map: IdeaMap, number: number, body: string, then: Date) {
	const comment = {
		body,
		locale: 'de' as const,
		parentId: null,
		clientKey: uuidOf(`${map.slug} ${number} ${body}`)
	};
	await addComment(db, map, strangersPhone(), number, comment, then);
}

async function answer(
	demo: Demo,
	moderator: AccountActor,
	map: IdeaMap,
	ideaId: string,
	{ answer: given, said }: Voice,
	now: Date
): Promise<void> {
	const { status, reason, office } = given!;
	const later = new Date(now.getTime() - Math.round(said / 2) * day);
	const told = { status, reason: { de: reason }, office, dueOn: null };
	await answerIdeas(
		demo.db,
		moderator,
		map.activityId,
		{ ideas: [{ ideaId, lastAnswerId: null }], answer: told },
		{ today: localDay(later), origin: demo.origin }
	);
}

async function makeProject(
	demo: Demo,
	moderator: AccountActor,
	scene: Scene,
	map: IdeaMap,
	ideaId: string,
	voice: ProjectVoice,
	now: Date
): Promise<void> {
	const carrier = await findOrganisation(demo, voice.carrier);
	const reached = new Date(now.getTime() - Math.round(voice.said / 3) * day);
	await createProject(demo.db, moderator, map.activityId, {
		ideaIds: [ideaId],
		project: {
			title: { de: voice.title },
			summary: {},
			carrierId: carrier?.id ?? null,
			measureCode: scene.measure,
			underAgreement: scene.underAgreement ?? false,
			initiatedBy: voice.initiatedBy
		},
		step: {
			status: voice.answer!.status as 'planned' | 'started' | 'done',
			reachedOn: localDay(reached),
			note: {}
		}
	});
}
