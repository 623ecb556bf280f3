import type { EnteredValue, EntryKind, Evidence } from './entered-value.ts';
import { definitionSchema, type Definition } from './schema.ts';

/** How a value came about: counted from contributions by a definition, or entered by hand with evidence. */
export type Origin =
	| Readonly<{
			source: 'computed';
			definition: Definition;
			definitionVersion: number;
			inputsHash: string;
			entry: null;
	  }>
	| Readonly<{
			source: 'entered';
			definition: null;
			definitionVersion: null;
			inputsHash: null;
			entry: EntryOrigin;
	  }>;

export type EntryOrigin = Readonly<{
	kind: EntryKind;
	periodFrom: string;
	periodTo: string;
	evidence: Evidence;
	enteredAt: Date;
}>;

/** The columns of an observation that tell its origin, as they stand in the database. */
type OriginColumns = Readonly<{
	source: string;
	definition: unknown;
	definitionVersion: number | null;
	inputsHash: string | null;
	entryKind: string | null;
	periodFrom: string | null;
	periodTo: string | null;
	evidenceUrl: string | null;
	evidenceDocument: string | null;
	evidenceOrigin: string | null;
	evidenceNote: string | null;
	computedAt: Date;
}>;

/** Either half of the columns is complete: a check of the table holds it. */
export function originOf(row: OriginColumns): Origin {
	if (row.source === 'entered') {
		return {
			source: 'entered',
			definition: null,
			definitionVersion: null,
			inputsHash: null,
			entry: {
				kind: row.entryKind as EntryKind,
				periodFrom: row.periodFrom!,
				periodTo: row.periodTo!,
				evidence: {
					url: row.evidenceUrl,
					document: row.evidenceDocument,
					origin: row.evidenceOrigin,
					note: row.evidenceNote
				},
				enteredAt: row.computedAt
			}
		};
	}
	return {
		source: 'computed',
		definition: definitionSchema.parse(row.definition),
		definitionVersion: row.definitionVersion!,
		inputsHash: row.inputsHash!,
		entry: null
	};
}

/** An entered observation as it was entered, for the form that changes or corrects it. */
export function enteredValueOf(
	entry: EntryOrigin,
	{
		value,
		numerator,
		denominator,
		people
	}: Readonly<{
		value: number | null;
		numerator: number | null;
		denominator: number | null;
		people: number;
	}>
): EnteredValue {
	const { kind, periodFrom, periodTo, evidence } = entry;
	return {
		kind,
		value: value!,
		numerator,
		denominator,
		periodFrom,
		periodTo,
		countsPeople: people > 0,
		evidence
	};
}
