import { boxFrom } from '../../../core/geo/bbox.ts';
import type { Box } from '../../../core/places/within.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { answerCached } from '../../../platform/http/cached.server.ts';
import { publicRound } from '../round/round.server.ts';
import { fundProblemText } from './api-problem-text.ts';
import type { ApiProject, FundedCollection } from './api-schema.ts';
import { filterOf } from './filter.ts';
import { fundedProjects, type FundedProject } from './funded-projects.server.ts';

/** The funded projects of a round, or of all rounds for null, for programs. @throws never: problems are answers */
export const answerProjects = (request: Request, db: Db, slug: string | null): Promise<Response> =>
	answerCached(request, fundProblemText, async () => {
		const projects = (await asked(request, db, slug)).map(apiProject);
		return { total: projects.length, projects };
	});

/** The same as GeoJSON: with `bbox` those with a point in it, without it all. */
export const answerProjectsGeojson = (
	request: Request,
	db: Db,
	slug: string | null
): Promise<Response> =>
	answerCached(
		request,
		fundProblemText,
		async () => {
			const bbox = new URL(request.url).searchParams.get('bbox');
			const box = bbox ? boxFrom(bbox) : null;
			return fundedCollection(await asked(request, db, slug), box);
		},
		'application/geo+json'
	);

async function asked(request: Request, db: Db, slug: string | null) {
	const activityId = slug === null ? null : (await publicRound(db, slug)).activityId;
	const filter = filterOf(new URL(request.url).searchParams);
	return (await fundedProjects(db, activityId, filter)).projects;
}

export function fundedCollection(
	projects: readonly FundedProject[],
	box: Box | null
): FundedCollection {
	const features = projects
		.filter((project) => !box || holds(box, project))
		.map((project) => {
			const { lat, lng, ...properties } = apiProject(project);
			const point = lat === null || lng === null ? null : ([lng, lat] as [number, number]);
			return {
				type: 'Feature' as const,
				geometry: point && { type: 'Point' as const, coordinates: point },
				properties: { ...properties, category: project.stage }
			};
		});
	return { type: 'FeatureCollection', total: features.length, features };
}

const holds = (
	{ west, south, east, north }: Box,
	{ lat, lng }: Pick<FundedProject, 'lat' | 'lng'>
): boolean =>
	lat !== null && lng !== null && lng >= west && lng <= east && lat >= south && lat <= north;

const apiProject = (project: FundedProject): ApiProject => {
	const { slug, roundTitle: _, locale, applicantName, placeName, stage, ...same } = project;
	return {
		round: slug,
		...same,
		lang: locale,
		applicant: applicantName || null,
		place: placeName,
		state: stage,
		href: `/fund/${slug}/projects/${project.number}`
	};
};
