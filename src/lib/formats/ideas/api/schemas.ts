import { z } from 'zod';
import { ideaStatuses } from '../rules.ts';

const point = z.object({
	type: z.literal('Point'),
	coordinates: z.tuple([z.number(), z.number()]).meta({ description: 'longitude, latitude' })
});

const pin = z.object({
	number: z.int(),
	title: z.string(),
	lang: z.string().meta({ description: 'language of the title' }),
	category: z.uuid(),
	status: z.enum(ideaStatuses),
	supports: z.int(),
	href: z.string().meta({ description: 'path of its page' })
});

const cluster = z.object({
	count: z.int().meta({ description: 'pins in it, two or more' }),
	bounds: z
		.tuple([z.number(), z.number(), z.number(), z.number()])
		.meta({ description: 'west, south, east, north: the box to ask for next' }),
	href: z.string().meta({ description: 'path of the list of its ideas' })
});

/** RFC 7946. */
export const featureCollectionSchema = z.object({
	type: z.literal('FeatureCollection'),
	bbox: z
		.array(z.number())
		.optional()
		.meta({ description: 'what was counted; only where a box was asked for' }),
	total: z
		.int()
		.optional()
		.meta({ description: 'pins in the box: the sum of all counts, a pin alone counts 1' }),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			geometry: point,
			properties: z.union([pin, cluster])
		})
	)
});
