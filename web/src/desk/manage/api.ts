// Calls of the management page, by the desk's session.
import { ownZone } from "../../shared/format";
import type { DeskApi } from "../api";
import type { AgentMade, AgentWish, AuditChoices, AuditRow, Chain, Hours, HoursPreview, ManagedAgents, Schedule, Teams } from "./wire";

export class ManageApi {
  constructor(private readonly desk: DeskApi) {}

  agents = () => this.desk.get<ManagedAgents>("/agents");
  addAgent = (wish: AgentWish) => this.desk.post<AgentMade>("/agents", wish);
  changeAgent = (id: string, wish: AgentWish) => this.desk.post<AgentMade>(agent(id), wish);
  disable = (id: string, reason: string) => this.desk.post<AgentMade>(agent(id, "/disable"), { reason });
  enable = (id: string) => this.desk.post<AgentMade>(agent(id, "/enable"), {});
  renew = (id: string) => this.desk.post<AgentMade>(agent(id, "/password"), {});
  resetFactor = (id: string, reason: string) => this.desk.factorReset(id, reason);

  teams = () => this.desk.get<Teams>("/teams");
  addTeam = (name: string) => this.desk.post<void>("/teams", { name });
  renameTeam = (name: string, to: string) => this.desk.post<void>("/teams/rename", { name, to });
  removeTeam = (name: string) => this.desk.post<void>("/teams/remove", { name });

  hours = () => this.desk.get<Hours>(`/hours?${new URLSearchParams({ zone: ownZone() })}`);
  preview = (schedule: Schedule) => this.desk.post<HoursPreview>("/hours/preview", schedule);
  saveHours = (schedule: Schedule, version: number) => this.desk.post<Hours>("/hours", { ...schedule, version });

  audit = (filter: Record<string, string>, before: string) =>
    this.desk.get<{ rows: readonly AuditRow[]; next: string | null }>(`/audit?${query({ ...filter, before })}`);
  auditChoices = () => this.desk.get<AuditChoices>("/audit/choices");
  chain = () => this.desk.get<Chain>("/audit/chain");
  auditTable = (filter: Record<string, string>, lang: string) => this.desk.url(`/audit.csv?${query({ ...filter, lang })}`);
}

const agent = (id: string, action = ""): string => `/agents/${encodeURIComponent(id)}${action}`;

const query = (given: Record<string, string>): URLSearchParams =>
  new URLSearchParams(Object.entries({ ...given, zone: ownZone() }).filter(([, value]) => value));
