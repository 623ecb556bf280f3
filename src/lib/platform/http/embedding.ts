/** Pages that other websites may show in a frame: they read no cookie and change nothing. */
export const mayBeFramed = (routeId: string | null): boolean =>
	routeId?.startsWith('/embed/') ?? false;

/** Opens a page to frames of other websites; everything else of the policy stays. */
export const framedPolicy = (policy: string): string =>
	policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *');
