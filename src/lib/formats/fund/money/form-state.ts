/** A form about money that was refused: what was typed comes back to the form that sent it. */
export type TypedMoney = Readonly<{
	/** Action and thing, `refuse 4711`: other forms of the page stay as they are. */
	form: string;
	values: Readonly<Record<string, string>>;
}>;

type Refused =
	| Readonly<{ reason: string; fields: Readonly<Record<string, string>>; typed: TypedMoney }>
	| null
	| undefined;

/** What one of several forms of a page has to show. */
export function stateOf(refused: Refused, form: string) {
	const own = refused && refused.typed.form === form ? refused : null;
	return {
		open: own !== null,
		fields: own?.fields,
		value: (name: string) => own?.typed.values[name] ?? ''
	};
}
export type FormState = ReturnType<typeof stateOf>;
