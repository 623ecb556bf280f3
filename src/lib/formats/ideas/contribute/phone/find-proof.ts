import { isProof, proofText } from '../proof-of-work.ts';

/** Hashes at once; each await in between lets the page breathe. */
const batch = 64;

/**
 * Works out the small sum that lets a phone send without waiting, while its owner reads the preview. Only where the
 * connection is secure; elsewhere browsers have no `crypto.subtle`, and the form is taken a little later.
 */
export async function findProof(form: HTMLFormElement): Promise<void> {
	const seal = (form.elements.namedItem('seal') as HTMLInputElement).value;
	const field = form.elements.namedItem('proof') as HTMLInputElement;
	if (!('subtle' in crypto)) return;
	const encoder = new TextEncoder();
	for (let from = 0; ; from += batch) {
		const tries = Array.from({ length: batch }, (_, index) => from + index);
		const hashes = await Promise.all(
			tries.map((tried) => crypto.subtle.digest('SHA-256', encoder.encode(proofText(seal, tried))))
		);
		const right = hashes.findIndex((hash) => isProof(new Uint8Array(hash)));
		if (right < 0) continue;
		field.value = String(from + right);
		form.dataset['proof'] = 'found';
		return;
	}
}
