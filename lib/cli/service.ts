import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Config, readConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { turboRoot } from "./place.ts";
import { isHealthy } from "./server-file.ts";
import { MANAGERS, type Manager, type Service, serviceText } from "./service-text.ts";
import { addressOf } from "./start-options.ts";

type Act = "install" | "remove" | "restart" | "status";

export interface ServiceOptions {
  system?: boolean;
  pm2?: boolean;
  name?: string;
  print?: boolean;
  json?: boolean;
}

/** The name in a service's environment by which the server says who keeps it running. */
export const readService = (told: string): Service => {
  const [manager = "", name = "turbo"] = told.split(" ");
  return serviceOf(MANAGERS.find((one) => one === manager) ?? defaultManager(), name);
};

export function chosenService({ system, pm2, name = "turbo" }: ServiceOptions): Service {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(name))
    throw new TurboError("malformed", "A service's name has small letters, digits and dashes, like turbo-second.");
  if (pm2) return serviceOf("pm2", name);
  return serviceOf(system && process.platform === "linux" ? "systemd-system" : defaultManager(), name);
}

function defaultManager(): Manager {
  if (process.platform === "darwin") return "launchd";
  return process.platform === "win32" ? "task-scheduler" : "systemd";
}

function serviceOf(manager: Manager, name: string): Service {
  const { home } = settings();
  const files: Record<Manager, string | null> = {
    systemd: path.join(os.homedir(), ".config/systemd/user", `${name}.service`),
    "systemd-system": `/etc/systemd/system/${name}.service`,
    launchd: path.join(os.homedir(), "Library/LaunchAgents", `${name}.plist`),
    pm2: path.join(home, `${name}.pm2.config.cjs`),
    "task-scheduler": null,
  };
  return { manager, name, file: files[manager] };
}

const settings = (): Config => readConfig({ cwd: process.cwd(), env: process.env }).config;

/** Writes the manager's file and has it start Turbo now and whenever the machine does; answers the exit code. */
export function installService(service: Service, print: (text: string) => void): number {
  const { file } = service;
  if (file) {
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, textOf(service), { mode: 0o644 });
    } catch (error) {
      throw new TurboError("refused", `${file} cannot be written: ${String(error)}. Run it as who may, or --print it.`);
    }
    print(`Wrote ${file}.`);
  }
  return runService(service, "install", print);
}

/** The file of a service, as its manager reads it. */
export function textOf(service: Service): string {
  const { home } = settings();
  return serviceText(service, { home, node: process.execPath, script: path.join(turboRoot(), "bin/turbo.mjs") });
}

export function removeService(service: Service, print: (text: string) => void): number {
  if (service.file && !existsSync(service.file)) {
    print(`There is no service ${service.name} here: ${service.file} is not there.`);
    return 0;
  }
  const code = runService(service, "remove", print);
  if (service.file) rmSync(service.file, { force: true });
  return code;
}

/** What the manager says of a service, and whether Turbo answers. */
export async function serviceStatus(service: Service) {
  const { host, port } = settings().server;
  const installed = service.file === null || existsSync(service.file);
  return { ...service, installed, state: stateOf(service), healthy: await isHealthy(addressOf(host, port)) };
}

function stateOf(service: Service): string {
  const [command = ["true"]] = commandsOf(service, "status");
  const { stdout } = spawnSync(command[0] ?? "", command.slice(1), { encoding: "utf8" });
  return stdout?.trim().split("\n")[0] || "unknown";
}

/** Runs the manager's own commands, each told; one that fails says what to do. */
export function runService(service: Service, act: Act, print: (text: string) => void): number {
  for (const command of commandsOf(service, act)) {
    const line = command.join(" ");
    try {
      execFileSync(command[0] as string, command.slice(1), { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
      print(`Ran ${line}`);
    } catch (error) {
      const { stderr = "", code = "" } = error as { stderr?: string; code?: string };
      const why = code === "ENOENT" ? `there is no ${command[0]} here` : stderr.trim() || String(error);
      throw new TurboError("refused", `\`${line}\` failed: ${why.replace(/\.?$/, ".")} Mend that, and run it again.`);
    }
  }
  return 0;
}

function commandsOf({ manager, name, file }: Service, act: Act): [string, ...string[]][] {
  const unit = `${name}.service`;
  const systemctl = (...args: string[]): [string, ...string[]] =>
    manager === "systemd" ? ["systemctl", "--user", ...args] : ["systemctl", ...args];
  const byManager: Record<Manager, Record<Act, [string, ...string[]][]>> = {
    systemd: {
      install: [systemctl("daemon-reload"), systemctl("enable", "--now", unit)],
      remove: [systemctl("disable", "--now", unit)],
      restart: [systemctl("restart", unit)],
      status: [systemctl("is-active", unit)],
    },
    get "systemd-system"() {
      return this.systemd;
    },
    launchd: {
      install: [["launchctl", "bootstrap", `gui/${os.userInfo().uid}`, file ?? ""]],
      remove: [["launchctl", "bootout", `gui/${os.userInfo().uid}/${name}`]],
      restart: [["launchctl", "kickstart", "-k", `gui/${os.userInfo().uid}/${name}`]],
      status: [["launchctl", "print", `gui/${os.userInfo().uid}/${name}`]],
    },
    pm2: {
      install: [
        ["pm2", "start", file ?? ""],
        ["pm2", "save"],
      ],
      remove: [
        ["pm2", "delete", name],
        ["pm2", "save"],
      ],
      restart: [["pm2", "restart", name]],
      status: [["pm2", "pid", name]],
    },
    "task-scheduler": {
      install: [
        ["schtasks", "/Create", "/F", "/SC", "ONLOGON", "/TN", name, "/TR", taskLine()],
        ["schtasks", "/Run", "/TN", name],
      ],
      remove: [
        ["schtasks", "/End", "/TN", name],
        ["schtasks", "/Delete", "/F", "/TN", name],
      ],
      restart: [
        ["schtasks", "/End", "/TN", name],
        ["schtasks", "/Run", "/TN", name],
      ],
      status: [["schtasks", "/Query", "/TN", name]],
    },
  };
  return byManager[manager][act];
}

function taskLine(): string {
  return `cmd /c cd /d "${settings().home}" && "${process.execPath}" "${path.join(turboRoot(), "bin/turbo.mjs")}" start --no-open`;
}
