import os from "node:os";

export const MANAGERS = ["systemd", "systemd-system", "launchd", "pm2", "task-scheduler"] as const;
export type Manager = (typeof MANAGERS)[number];

/** A Turbo that the system starts, and keeps running. */
export interface Service {
  manager: Manager;
  /** Several on one machine have names of their own: `turbo`, `turbo-second`. */
  name: string;
  /** The file that tells the manager of it; null where it needs none. */
  file: string | null;
}

/** Absolute paths of what a service runs, and of the folder that its settings lie in. */
interface Place {
  home: string;
  node: string;
  script: string;
}

/** What tells a manager of a service: a systemd unit, a launchd list, or a file of pm2's. */
export function serviceText(service: Service, place: Place): string {
  if (service.manager === "launchd") return launchdList(service, place);
  return service.manager === "pm2" ? pm2File(service, place) : systemdUnit(service, place);
}

function systemdUnit({ manager, name }: Service, { home, node, script }: Place): string {
  const system = manager === "systemd-system";
  return `[Unit]
Description=Turbo, the planning home of people and agents
After=network-online.target
Wants=network-online.target

[Service]
${system ? `User=${os.userInfo().username}\n` : ""}WorkingDirectory=${forSystemd(home)}
Environment="TURBO_HOME=${quoted(home)}" "TURBO_SERVICE=${manager} ${name}"
ExecStart="${quoted(node)}" "${quoted(script)}" start --no-open
# \`turbo stop\` ends it well and it stays ended; what dies is started again.
Restart=on-failure
RestartSec=10
KillMode=mixed
UMask=0077
NoNewPrivileges=true

[Install]
WantedBy=${system ? "multi-user.target" : "default.target"}
`;
}

/** In systemd's files % begins a specifier. */
const forSystemd = (text: string) => text.replaceAll("%", "%%");
const quoted = (text: string) => forSystemd(text).replace(/[\\"]/g, "\\$&").replaceAll("$", "$$$$");

function launchdList({ manager, name }: Service, { home, node, script }: Place): string {
  const text = (value: string) => `<string>${value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</string>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>${text(name)}
  <key>ProgramArguments</key>
  <array>${[node, script, "start", "--no-open"].map(text).join("")}</array>
  <key>WorkingDirectory</key>${text(home)}
  <key>EnvironmentVariables</key>
  <dict>
    <key>TURBO_HOME</key>${text(home)}
    <key>TURBO_SERVICE</key>${text(`${manager} ${name}`)}
  </dict>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
  <key>ThrottleInterval</key><integer>10</integer>
  <key>Umask</key><integer>63</integer>
</dict>
</plist>
`;
}

function pm2File({ manager, name }: Service, { home, node, script }: Place): string {
  const app = {
    ...{ name, script, args: "start --no-open", interpreter: node, cwd: home },
    env: { TURBO_HOME: home, TURBO_SERVICE: `${manager} ${name}` },
    ...{ stop_exit_codes: [0], restart_delay: 10_000, kill_timeout: 15_000 },
  };
  return `module.exports = { apps: [${JSON.stringify(app, null, 2)}] };\n`;
}
