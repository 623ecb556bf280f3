/** The pages of the form, in their order; the last one, `check`, has nothing to fill in. */
export const formSteps = ['who', 'what', 'where', 'costs', 'financing', 'more'] as const;
export type FormStep = (typeof formSteps)[number];

export const isFormStep = (key: string): key is FormStep =>
	(formSteps as readonly string[]).includes(key);

/** Pages with the last one: "step 3 of 7". */
export const stepCount = formSteps.length + 1;

/** Fields of text, by page. */
export const textFields = {
	who: [
		'applicantKind',
		'applicantName',
		'contactName',
		'email',
		'phone',
		'address',
		'accountHolder',
		'iban'
	],
	what: ['title', 'summary', 'plan', 'partners', 'participants', 'initiatedBy', 'contribution'],
	where: ['placeId', 'spot', 'lat', 'lng', 'startsOn', 'endsOn'],
	costs: [],
	financing: ['grant', 'hours', 'hoursLabel'],
	more: ['otherApplications']
} as const satisfies Record<FormStep, readonly string[]>;
export type TextField = (typeof textFields)[FormStep][number];

/** Fields of which one ticks several, and lists of lines, by page. */
export const choiceFields = { what: 'targetGroups', more: 'declarations' } as const;
export const lineFields = { costs: 'costs', financing: 'funding' } as const;

/** Most lines of one plan: more is a spreadsheet, which can be attached. */
export const mostLines = 40;

/** The page on which a problem can be mended; problems of lines are named `costs.3.amount`. */
export function stepOfField(field: string): FormStep {
	const name = field.split('.')[0]!;
	const found = formSteps.find(
		(step) =>
			(textFields[step] as readonly string[]).includes(name) ||
			(choiceFields as Record<string, string>)[step] === name ||
			(lineFields as Record<string, string>)[step] === name
	);
	return found ?? 'financing';
}

/** Where on its page a complaint leads: to the field, of a point to the map above its hidden ones. */
export const anchorOf = (field: string): string =>
	field === 'lat' || field === 'lng' ? 'point' : field;
