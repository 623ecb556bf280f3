import { isBlank, typedStep, type TypedStep } from './draft.ts';
import { formSteps, lineFields, type FormStep } from './steps.ts';

/** Which button of a page was pressed. */
export type Press =
	| Readonly<{ kind: 'next' | 'later' | 'add' | 'check' | 'noPoint' | 'attach' }>
	| Readonly<{ kind: 'remove'; index: number }>
	| Readonly<{ kind: 'detach'; document: string }>;

export function pressOf(data: FormData): Press {
	const [kind, value = ''] = String(data.get('press') ?? '').split(':');
	switch (kind) {
		case 'later':
		case 'add':
		case 'check':
		case 'noPoint':
		case 'attach':
			return { kind };
		case 'remove':
			return { kind, index: Number(value) };
		case 'detach':
			return { kind, document: value };
		default:
			return { kind: 'next' };
	}
}

/** What the page says of the draft once its button was pressed: lines come and go, empty ones are not kept. */
export function pressedStep(step: FormStep, data: FormData, press: Press): TypedStep {
	const typed = typedStep(step, data);
	if (press.kind === 'noPoint') return { ...typed, lat: '', lng: '' };
	const name = (lineFields as Partial<Record<FormStep, 'costs' | 'funding'>>)[step];
	const lines = name && typed[name];
	if (!lines) return typed;
	const kept = lines.filter(
		(line, index) => !(press.kind === 'remove' && index === press.index) && !isBlank(line)
	);
	const blank = { category: '', label: '', amount: '' };
	return { ...typed, [name]: press.kind === 'add' ? [...kept, blank] : kept };
}

/** The page after this one. */
export const stepAfter = (step: FormStep): string =>
	formSteps[formSteps.indexOf(step) + 1] ?? 'check';
export const stepBefore = (step: FormStep): string => formSteps[formSteps.indexOf(step) - 1] ?? '';
