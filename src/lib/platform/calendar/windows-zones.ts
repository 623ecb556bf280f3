/**
 * Names that Windows and Outlook give to zones, for files that do not explain them. Those of Europe and of who may plan
 * with it; others come with a VTIMEZONE or are refused. Source: Unicode CLDR, windowsZones.xml.
 */
export const windowsZones: Readonly<Record<string, string>> = {
	'W. Europe Standard Time': 'Europe/Berlin',
	'Central Europe Standard Time': 'Europe/Budapest',
	'Central European Standard Time': 'Europe/Warsaw',
	'Romance Standard Time': 'Europe/Paris',
	'GMT Standard Time': 'Europe/London',
	'Greenwich Standard Time': 'Atlantic/Reykjavik',
	'GTB Standard Time': 'Europe/Bucharest',
	'E. Europe Standard Time': 'Europe/Chisinau',
	'FLE Standard Time': 'Europe/Kiev',
	'Turkey Standard Time': 'Europe/Istanbul',
	'Russian Standard Time': 'Europe/Moscow',
	'Syria Standard Time': 'Asia/Damascus',
	'Arabic Standard Time': 'Asia/Baghdad',
	'Eastern Standard Time': 'America/New_York',
	'Central Standard Time': 'America/Chicago',
	'Mountain Standard Time': 'America/Denver',
	'Pacific Standard Time': 'America/Los_Angeles',
	UTC: 'Etc/UTC'
};
