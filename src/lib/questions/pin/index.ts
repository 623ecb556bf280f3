import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { isolated } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { textsField } from '../form-fields.ts';
import { gridFields } from '../grid-fields.ts';
import { fieldLabel, gridSentence, gridTable } from '../grid-result.ts';
import { areaSchema } from '../material.ts';
import { fieldOfPoint, fieldsInArea, placesByField } from './area.ts';
import { pinChart } from './chart.ts';
import { pinFromForm, pinToForm } from './editor.ts';
import { pinPaper } from './paper.ts';

const pinConfigSchema = z.object({ area: areaSchema, ...gridFields });

export type PinConfig = z.infer<typeof pinConfigSchema>;
export type PinAnswer = string[];

/**
 * Where in the quarter? The area is divided into fields (A1, B1 and so on). What comes in is a field or a point
 * `{ lat, lng }`; what is kept is an array with the field alone: the exact point may be somebody's front door.
 */
export const pin: QuestionType<PinConfig, PinAnswer> = {
	key: 'pin',
	name: (locale) => m.questionsplaces_pin_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsplaces_pin_explanation({}, inLocale(locale)),
	configSchema: pinConfigSchema,
	// Its area is still to be chosen, so that `configSchema` refuses it.
	emptyConfig: {
		area: { id: '', name: '', box: [0, 0, 0, 0], outline: [], places: [] },
		columns: 8,
		rows: 8
	},
	configToForm: pinToForm,
	configFromForm: pinFromForm,
	needs: 'areas',
	material: ({ area }) => ({ pictures: [], areas: [area] }),
	answerSchema: pinAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((field) => field !== ''),
	answerProblem: pinProblem,
	tallyKeys: (_config, answer) => [...answer],
	table: pinTable,
	sentence: (config, tally, locale) => gridSentence(pinTable(config, tally), locale),
	chart: pinChart,
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	comparison: { measure: ({ area, columns, rows }) => [area.id, area.box, columns, rows] },
	csv: {
		columns: (_config, locale) => [
			m.questionsplaces_column_field({}, inLocale(locale)),
			m.questionsplaces_column_places({}, inLocale(locale))
		],
		cells: (config, answer) => [
			answer.join(' '),
			answer.map((field) => placesIn(config, field)).join(' ')
		]
	},
	freeText: false,
	paper: pinPaper
};

const degrees = (limit: number) =>
	z.coerce.number('answer_malformed').min(-limit, 'point_outside').max(limit, 'point_outside');
const point = z.object({ lat: degrees(90), lng: degrees(180) }, 'answer_malformed');

function pinAnswerSchema(config: PinConfig): z.ZodType<PinAnswer> {
	const offered = new Set(fieldsInArea(config));
	return z.unknown().transform((answer, context): PinAnswer => {
		const refuse = (message: string) => {
			context.addIssue({ code: 'custom', message });
			return z.NEVER;
		};
		if (Array.isArray(answer)) {
			const [field] = answer as unknown[];
			if (field === undefined) return refuse('answer_missing');
			return answer.length === 1 && typeof field === 'string' && offered.has(field)
				? [field]
				: refuse('answer_malformed');
		}
		const read = point.safeParse(answer);
		if (!read.success) return refuse(answer === undefined ? 'answer_missing' : 'answer_malformed');
		const field = fieldOfPoint(config, read.data);
		return field !== null && offered.has(field) ? [field] : refuse('point_outside');
	});
}

function pinProblem({ area }: PinConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	if (reason === 'answer_missing') return m.questionsplaces_pin_missing({}, language);
	if (reason === 'point_outside')
		return m.questionsplaces_pin_outside({ place: isolated(area.name) }, language);
	return m.questions_answer_malformed({}, language);
}

/** Names that stand behind a field; more would push the numbers away. */
const mostNames = 2;

const placesIn = (config: PinConfig, field: string): string =>
	(placesByField(config).get(field) ?? []).slice(0, mostNames).join(', ');

/** "C4", or "C4 (Kesselbrink)". */
export const pinLabel = (config: PinConfig, field: string): string =>
	fieldLabel(field, placesIn(config, field));

export function pinTable(config: PinConfig, tally: Tally): ResultTable {
	return gridTable(fieldsInArea(config), tally, (field) => pinLabel(config, field));
}
