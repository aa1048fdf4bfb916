// Shapes of managing the desk: agents, teams, hours, the audit log.
export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

export type Presence = "online" | "away" | "offline";

/** `may`: what I may change of it: what they know and take, or all. */
export interface ManagedAgent {
  readonly agent_id: string;
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly role_text: string;
  readonly team: string | null;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly capacity: number;
  readonly active: number;
  readonly state: Presence;
  readonly seen_at: string | null;
  readonly factor: boolean;
  readonly factor_wanted: boolean;
  readonly sso_name: string | null;
  readonly invited_until: string | null;
  readonly disabled_at: string | null;
  readonly me: boolean;
  readonly may: "" | "work" | "all";
}

export interface ManagedAgents {
  readonly agents: readonly ManagedAgent[];
  readonly teams: readonly string[];
  readonly roles: readonly NamedCode[];
  readonly skills: readonly NamedCode[];
  readonly languages: readonly NamedCode[];
  readonly capacity: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly passwords: boolean;
  readonly sso: boolean;
}

export interface AgentMade {
  readonly agent: ManagedAgent;
  readonly invitation: string | null;
  readonly returned: number;
}

export interface AgentWish {
  readonly login?: string;
  readonly name?: string;
  readonly role?: string;
  readonly team?: string;
  readonly languages?: readonly string[];
  readonly skills?: readonly string[];
  readonly capacity?: number;
  readonly sso_name?: string;
}

export interface TeamMember {
  readonly agent_id: string;
  readonly name: string;
  readonly role_text: string;
  readonly state: Presence;
}

export interface Team {
  readonly name: string;
  readonly members: readonly TeamMember[];
  readonly skills: readonly string[];
  readonly canned: number;
  readonly waiting: number;
  readonly removable: boolean;
}

export interface Teams {
  readonly teams: readonly Team[];
  readonly without: readonly TeamMember[];
}

export interface SpecialDay {
  readonly date: string;
  readonly windows: readonly string[];
  readonly name: string;
}

/** Windows as "09:00-18:00", none: closed. */
export interface Schedule {
  readonly zone: string;
  readonly week: Readonly<Record<string, readonly string[]>>;
  readonly days: readonly SpecialDay[];
}

export interface HoursPreview {
  readonly open_now: boolean;
  readonly opens_at: string | null;
  readonly closes_at: string | null;
  readonly answer_by: string;
  readonly told: Readonly<Record<string, string>>;
}

export interface Hours extends Schedule {
  readonly version: number;
  readonly set_by: string | null;
  readonly set_at: string | null;
  readonly preview: HoursPreview;
}

export interface AuditRow {
  readonly entry_id: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly why: string;
  readonly about: string;
  readonly order_id: string | null;
  readonly customer_id: string | null;
  readonly note: string | null;
  readonly personal: boolean;
  readonly forgotten: boolean;
}

export interface AuditChoices {
  readonly kinds: readonly (NamedCode & { readonly group: string })[];
  readonly groups: readonly NamedCode[];
  readonly people: readonly NamedCode[];
}

export interface Chain {
  readonly sealed: number;
  readonly checked: number;
  readonly unsealed: number;
  readonly faults: readonly string[];
  readonly head: string;
  readonly at: string;
}
