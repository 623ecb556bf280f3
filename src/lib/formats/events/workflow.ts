import { states, type State } from './states.ts';

/** Who takes a step, as `permissions.ts` names the right. */
type Right = 'submit' | 'withdraw' | 'review' | 'cancel' | 'importEvents';

/** What a step looks at besides the state. */
export type Facts = Readonly<{ enteredAs: string }>;

type Step = Readonly<{
	from: readonly State[];
	to: State;
	right: Right;
	/** The other side is told why. */
	needsReason?: true;
	/** Reason code of what stands against it, or null. */
	hinders?: (facts: Facts) => string | null;
}>;

const onlyFromStaff = ({ enteredAs }: Facts) =>
	enteredAs === 'staff' ? null : 'not_entered_by_staff';

/** The whole workflow of an event. What has no row is not possible. */
const table = {
	submit: { from: ['draft'], to: 'submitted', right: 'submit' },
	query: { from: ['submitted'], to: 'queried', right: 'review', needsReason: true },
	answer: { from: ['queried'], to: 'submitted', right: 'submit' },
	/** Also of one with an open question: hosts answer by phone, too. */
	approve: { from: ['submitted', 'queried'], to: 'approved', right: 'review' },
	/** Staff enter what they have been told; nobody needs to look at it twice. */
	publish: { from: ['draft'], to: 'approved', right: 'review', hinders: onlyFromStaff },
	reject: {
		from: ['submitted', 'queried'],
		to: 'rejected',
		right: 'review',
		needsReason: true
	},
	withdraw: { from: ['draft', 'submitted', 'queried'], to: 'withdrawn', right: 'withdraw' },
	/** What staff have entered and nobody was told of. */
	discard: {
		from: ['draft'],
		to: 'withdrawn',
		right: 'review',
		hinders: onlyFromStaff
	},
	/** From a file, to be looked at like what hosts hand in. */
	bringIn: { from: ['draft'], to: 'submitted', right: 'importEvents', hinders: onlyFromStaff },
	/** A whole import is taken back, as though the file had never come. */
	takeBack: {
		from: ['submitted', 'queried', 'approved'],
		to: 'withdrawn',
		right: 'importEvents',
		hinders: onlyFromStaff
	},
	cancel: { from: ['approved'], to: 'cancelled', right: 'cancel', needsReason: true }
} as const satisfies Record<string, Step>;

export type StepKey = keyof typeof table;
export const workflow: Readonly<Record<StepKey, Step>> = table;
export const stepKeys = Object.keys(table) as StepKey[];

/** Reason code of what stands against a step, or null when it can be taken. */
export function hindrance(step: StepKey, state: State, facts: Facts): string | null {
	const { from, hinders } = workflow[step];
	if (!from.includes(state)) return 'not_possible_now';
	return hinders?.(facts) ?? null;
}

/** In which nothing more happens. */
export const finalStates: readonly State[] = states.filter((state) =>
	stepKeys.every((step) => !workflow[step].from.includes(state))
);
