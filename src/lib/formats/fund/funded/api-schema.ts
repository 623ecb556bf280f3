import { z } from 'zod';
import { applicantKinds, initiators } from '../states.ts';
import { stages } from './stages.ts';

const facts = {
	round: z.string().meta({ description: 'last part of the address of its round' }),
	number: z.int().meta({ description: 'number within its round' }),
	year: z.int().meta({ description: 'year of the pot' }),
	title: z.string(),
	lang: z.string().meta({ description: 'language of title and texts' }),
	summary: z.string(),
	applicant: z
		.string()
		.nullable()
		.meta({ description: 'name of the organisation or group; null where it is not told' }),
	applicantKind: z.enum(applicantKinds),
	initiatedBy: z.enum(initiators).nullable(),
	placeId: z.string(),
	place: z.string(),
	startsOn: z.iso.date().nullable(),
	endsOn: z.iso.date().nullable(),
	grantedCents: z.int().meta({ description: 'the grant in cents of a euro' }),
	state: z.enum(stages),
	succeeded: z
		.boolean()
		.nullable()
		.meta({ description: 'null until it is finished, or where nobody said' }),
	successes: z.string(),
	difficulties: z.string(),
	href: z.string().meta({ description: 'path of its page' })
};

export const fundedProjectSchema = z.object({
	...facts,
	lat: z.number().nullable(),
	lng: z.number().nullable()
});

export const fundedListSchema = z.object({
	total: z.int().meta({ description: 'number of projects' }),
	projects: z.array(fundedProjectSchema)
});

/** RFC 7946. `category` names the colour of the pin on our own map. */
export const fundedCollectionSchema = z.object({
	type: z.literal('FeatureCollection'),
	total: z.int().meta({ description: 'number of features' }),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			geometry: z
				.object({
					type: z.literal('Point'),
					coordinates: z
						.tuple([z.number(), z.number()])
						.meta({ description: 'longitude, latitude' })
				})
				.nullable()
				.meta({
					description: 'null where no point is known; never null where a box was asked for'
				}),
			properties: z.object({ ...facts, category: z.enum(stages) })
		})
	)
});
export type FundedCollection = z.infer<typeof fundedCollectionSchema>;
export type ApiProject = z.infer<typeof fundedProjectSchema>;
