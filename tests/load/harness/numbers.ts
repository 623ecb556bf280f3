export function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

/** Nearest rank (never between two measured values). */
export function percentile(values: readonly number[], share: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function rounded(value: number, digits = 2): number {
	return Number(value.toFixed(digits));
}
