import { numberField } from '../form-fields.ts';
import { noMaterial, type Material } from '../material.ts';
import type { PinConfig } from './index.ts';

export const pinToForm = ({ area, columns, rows }: PinConfig): Record<string, string> => ({
	area: area.id,
	columns: String(columns),
	rows: String(rows)
});

/** The config as typed, before its schema: it keeps the area as it is now, so that its ballots stay where they are. */
export const pinFromForm = (
	form: FormData,
	_locales: readonly string[],
	{ areas }: Material = noMaterial
): unknown => ({
	area: areas.find(({ id }) => id === form.get('area')),
	columns: numberField(form, 'columns') ?? NaN,
	rows: numberField(form, 'rows') ?? NaN
});
