import type { z } from 'zod';
import { barsOf } from './chart.ts';
import type { QuestionType, RegisteredType, Tally } from './contract.ts';
import { noMaterial } from './material.ts';
import { tallyOf } from './tally.ts';

/**
 * A question type for callers who know neither its config nor its answers: what they hand in is checked by its own
 * schemas, so a wrong pair throws at once instead of giving a wrong number. Configs are checked once per
 * object and answer schemas are kept with them: one config serves thousands of ballots.
 *
 * @returns functions that throw ZodError when config or answer do not belong to the type
 */
export function checked<Config, Answer>(type: QuestionType<Config, Answer>): RegisteredType {
	type Known = { config: Config; answers: z.ZodType<Answer> };
	const seen = new WeakMap<object, Known>();

	function known(config: unknown): Known {
		const before = typeof config === 'object' && config !== null ? seen.get(config) : undefined;
		if (before) return before;
		const parsed = type.configSchema.parse(config);
		const found = { config: parsed, answers: type.answerSchema(parsed) };
		if (typeof config === 'object' && config !== null) seen.set(config, found);
		return found;
	}

	const { paper, comparison, categories } = type;
	return {
		key: type.key,
		name: type.name,
		explanation: (locale) => type.explanation?.(locale) ?? '',
		configSchema: type.configSchema,
		emptyConfig: type.emptyConfig,
		// Read by its editor as it stands: a new question starts from a config that is not complete yet.
		configToForm: (config, locales) =>
			type.configToForm(
				config === type.emptyConfig ? type.emptyConfig : known(config).config,
				locales
			),
		configFromForm: type.configFromForm,
		material: (config) => type.material?.(known(config).config) ?? noMaterial,
		...(type.needs && { needs: type.needs }),
		...(type.sendLabel && { sendLabel: type.sendLabel }),
		answerSchema: (config) => known(config).answers,
		answerFromForm: (config, form) => type.answerFromForm(known(config).config, form),
		answerProblem: (config, reason, locale) =>
			type.answerProblem(known(config).config, reason, locale),
		publicConfig: (config) =>
			type.publicConfig ? type.publicConfig(known(config).config) : config,
		knowledge: {
			asked: (config) => type.knowledge?.asked(known(config).config) ?? false,
			isRight: (config, answer) => {
				const { config: own, answers } = known(config);
				return type.knowledge?.isRight(own, answers.parse(answer)) ?? false;
			}
		},
		answerText: (config, answer, locale) => {
			const { config: own, answers } = known(config);
			const said = answers.parse(answer);
			return type.answerText?.(own, said, locale) ?? ownRows(own, said, locale);
		},
		tallyKeys: (config, answer) => {
			const { config: own, answers } = known(config);
			return type.tallyKeys(own, answers.parse(answer));
		},
		sameEntry: type.sameEntry ?? ((key) => key),
		table: (config, tally, locale) => type.table(known(config).config, tally, locale),
		sentence: (config, tally, locale) => type.sentence(known(config).config, tally, locale),
		chart: (config, tally, locale) => {
			const { config: own } = known(config);
			return type.chart
				? type.chart(own, tally, locale)
				: barsOf(type.table(own, tally, locale), locale);
		},
		factValue: (config, answer) => {
			const { config: own, answers } = known(config);
			return type.factValue(own, answers.parse(answer));
		},
		...(categories && {
			categories: (config: unknown, locale: string) => categories(known(config).config, locale)
		}),
		...(comparison && {
			comparison: {
				measure: (config: unknown) => comparison.measure?.(known(config).config) ?? null,
				...(comparison.means && {
					means: (config: unknown, tally: Tally, locale: string) =>
						comparison.means!(known(config).config, tally, locale)
				})
			}
		}),
		csv: {
			columns: (config, locale) => type.csv.columns(known(config).config, locale),
			cells: (config, answer, locale) => {
				const { config: own, answers } = known(config);
				return type.csv.cells(own, answers.parse(answer), locale);
			}
		},
		freeText: type.freeText,
		...(paper && { paper: (config, locale) => paper(known(config).config, locale) })
	};

	function ownRows(config: Config, answer: Answer, locale: string): string {
		const { rows } = type.table(config, tallyOf([type.tallyKeys(config, answer)]), locale);
		return rows.flatMap(({ count, label }) => (count > 0 ? [label] : [])).join(', ');
	}
}
