type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * What somebody typed, ticked, chose or unfolded before the scripts were there. Svelte sets every field to what the
 * server rendered when it takes the page over (`value={…}` is applied while hydrating), and on a slow phone a whole form
 * may be filled in by then. Call it before that, and what it gives back after.
 * @returns puts back what was there, with the events that a person's typing fires
 */
export function typedBeforeScripts(page: Document): () => void {
	if (!isFirstLook()) return () => {};
	const controls = page.querySelectorAll<Control>('input, textarea, select');
	const changed = [...controls].filter(isChanged).map((control) => ({
		control,
		state: stateOf(control)
	}));
	const folds = [...page.querySelectorAll('details')].map((fold) => ({ fold, open: fold.open }));
	return () => {
		for (const { fold, open } of folds) fold.open = open;
		for (const { control, state } of changed) {
			if (!control.isConnected || same(stateOf(control), state)) continue;
			putBack(control, state);
			for (const type of ['input', 'change'])
				control.dispatchEvent(new Event(type, { bubbles: true }));
		}
	};
}

/**
 * Reloading or going back, browsers put old texts into new forms by themselves. These must not win over what the server
 * says now: somebody told that a colleague was faster reloads to see the colleague's text.
 */
function isFirstLook(): boolean {
	const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	return visit?.type === 'navigate';
}

const ticked = (control: Control): control is HTMLInputElement =>
	control.type === 'checkbox' || control.type === 'radio';

function isChanged(control: Control): boolean {
	if (control.type === 'file' || control.type === 'hidden') return false;
	if (control instanceof HTMLSelectElement) {
		const options = [...control.options];
		const chosen = options.some((option) => option.defaultSelected);
		return options.some((option, index) =>
			chosen ? option.selected !== option.defaultSelected : option.selected && index > 0
		);
	}
	return ticked(control)
		? control.checked !== control.defaultChecked
		: control.value !== control.defaultValue;
}

/** Which options are chosen, whether it is ticked, or the text. */
const stateOf = (control: Control): readonly boolean[] | boolean | string =>
	control instanceof HTMLSelectElement
		? [...control.options].map(({ selected }) => selected)
		: ticked(control)
			? control.checked
			: control.value;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function putBack(control: Control, state: ReturnType<typeof stateOf>): void {
	if (control instanceof HTMLSelectElement)
		[...control.options].forEach((option, index) => {
			option.selected = (state as boolean[])[index] ?? false;
		});
	else if (ticked(control)) control.checked = state as boolean;
	else control.value = state as string;
}
