import { z } from 'zod';
import { mostColumns, mostRows } from './grid.ts';

const between2And = (most: number) =>
	z.int('number_invalid').min(2, 'number_too_small').max(most, 'number_too_large');

/** What a config with a grid has; apart from `grid.ts`, which goes to phones. */
export const gridFields = { columns: between2And(mostColumns), rows: between2And(mostRows) };
