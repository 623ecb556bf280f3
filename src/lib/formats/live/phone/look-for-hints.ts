/** What looks for personal data is fetched only where people write: with choices alone nobody pays for it. */
export function lookForHints({ dataset: { hints } }: HTMLFormElement): void {
	if (!hints || document.querySelector(`script[src="${hints}"]`)) return;
	const script = document.createElement('script');
	script.type = 'module';
	script.src = hints;
	document.head.append(script);
}
