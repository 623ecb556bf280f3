import { z } from 'zod';
import { eventKinds } from '../choices.ts';

/** RFC 7946. */
export const spotCollectionSchema = z.object({
	type: z.literal('FeatureCollection'),
	total: z.int().meta({ description: 'number of features' }),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			geometry: z.object({
				type: z.literal('Point'),
				coordinates: z.tuple([z.number(), z.number()]).meta({ description: 'longitude, latitude' })
			}),
			properties: z.object({
				title: z.string(),
				lang: z.string().meta({ description: 'language of the title' }),
				category: z.enum(eventKinds).meta({ description: 'what the event is' }),
				number: z.int(),
				href: z.string().meta({ description: 'path of its page' })
			})
		})
	)
});
export type SpotCollection = z.infer<typeof spotCollectionSchema>;
