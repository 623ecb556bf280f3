import { z } from 'zod';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import type { MapCategory } from '../map.server.ts';
import { limits } from '../schema.ts';
import { importFields, type ImportField } from './fields.ts';

/** A column of a file, with what stands in its first filled cells. */
export type FileColumn = Readonly<{ name: string; samples: readonly string[] }>;

export const newCategory = 'new';

/** How the columns and words of a file are to be understood. Issue messages are reason codes. */
export const importMapping = z
	.object({
		/** Field to the index of its column. */
		columns: z.partialRecord(z.enum(importFields), z.int().min(0)),
		/** Word in the file (as `wordKey`) to the id of a category, or `new`. */
		categories: z.record(z.string(), z.union([z.literal(newCategory), z.uuid()])),
		/** For rows without a category. */
		defaultCategory: z.uuid('category_missing').nullable(),
		/** For rows without a language. */
		locale: z.enum(locales, 'language_unknown'),
		/** Latitude and longitude stand in each other's column. */
		swap: z.boolean(),
		/** Too long titles are cut, and the whole goes before the text. */
		shorten: z.boolean(),
		/** False: staff look at each idea before others see it. */
		publish: z.boolean()
	})
	.refine(({ columns }) => columns.title !== undefined, {
		path: ['title'],
		error: 'column_missing'
	})
	.refine(({ columns }) => (columns.lat === undefined) === (columns.lng === undefined), {
		path: ['lng'],
		error: 'half_a_position'
	})
	.refine(({ columns, defaultCategory }) => columns.category !== undefined || defaultCategory, {
		path: ['defaultCategory'],
		error: 'category_missing'
	});
export type ImportMapping = z.infer<typeof importMapping>;

/** How many categories the import would make, and whether the map has room for them. */
export function newCategoriesOf(mapping: ImportMapping, existing: readonly MapCategory[]) {
	const count = Object.values(mapping.categories).filter((to) => to === newCategory).length;
	const active = existing.filter(({ archived }) => !archived).length;
	return { count, fits: active + count <= limits.categories };
}

export type ColumnsMapping = Readonly<Partial<Record<ImportField, number>>>;
