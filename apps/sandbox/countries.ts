/** The countries of the sandbox, and the first port that each node tries: its telephone code. */
export const sandboxPorts = { TH: 3066, MM: 3095 } as const;
export type SandboxCountry = keyof typeof sandboxPorts;
export const sandboxCountries = Object.keys(sandboxPorts) as SandboxCountry[];
