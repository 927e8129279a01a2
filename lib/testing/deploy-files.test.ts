import { readFileSync } from "node:fs";
import path from "node:path";
import { parse as parseToml } from "smol-toml";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readConfig } from "#lib/core/config";
import { CONFIG_KEYS } from "#lib/core/config-keys";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** What other programs read: Node.js, Next, SQLite, PostgreSQL's image, and the keys of a bucket. */
const OF_OTHERS = [
  ...["NODE_ENV", "NEXT_TELEMETRY_DISABLED", "SQLITE_TMPDIR", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  ...["POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"],
];
const KNOWN = new Set<string>([...Object.values(CONFIG_KEYS).flatMap(({ env }) => env), ...OF_OTHERS]);
const HEALTH = ["/health/live", "/health/ready"];
const shutdown = readConfig({ cwd: "/", env: {} }).config.server.shutdownSeconds;

interface Compose {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}
interface ComposeService {
  environment?: Record<string, string>;
  volumes?: string[];
  profiles?: string[];
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
  healthcheck?: object;
  read_only?: boolean;
}

test("The compose file names settings, volumes and services that there are, in profiles that start alone.", () => {
  const { services, volumes } = parse(read("docker-compose.yml"), { merge: true }) as Compose;
  for (const [name, service] of Object.entries(services)) {
    expect(Object.keys(service.environment ?? {}).filter((key) => !KNOWN.has(key))).toEqual([]);
    for (const volume of service.volumes ?? []) expect(volumes).toHaveProperty([volume.split(":")[0] ?? ""]);
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(services[needed]?.profiles).toEqual(expect.arrayContaining(service.profiles ?? []));
      if (condition === "service_healthy") expect(services[needed]?.healthcheck).toBeDefined();
    }
    if (!name.startsWith("turbo")) continue;
    expect(Number.parseInt(service.stop_grace_period ?? "", 10)).toBeGreaterThan(shutdown);
    expect(service.read_only).toBe(true);
  }
});

interface Fly {
  env: Record<string, string>;
  kill_timeout: string;
  http_service: { internal_port: number; checks: { path: string }[] };
  mounts?: { destination: string }[];
  deploy?: { release_command: string };
}

test.each(["fly.toml", "fly.sqlite.toml"])(
  "%s serves, asks and mounts where Turbo listens, answers and writes.",
  (file) => {
    const fly = parseToml(read(file)) as unknown as Fly;
    expect(Object.keys(fly.env).filter((key) => !KNOWN.has(key))).toEqual([]);
    expect(String(fly.http_service.internal_port)).toBe(fly.env.TURBO_PORT);
    for (const check of fly.http_service.checks) expect(HEALTH).toContain(check.path);
    expect(Number.parseInt(fly.kill_timeout, 10)).toBeGreaterThan(shutdown);
    expect(fly.mounts?.map(({ destination }) => destination) ?? []).toEqual(file === "fly.toml" ? [] : ["/data"]);
    expect(fly.deploy?.release_command).toBe(file === "fly.toml" ? "turbo db migrate" : undefined);
  },
);

test("The Kubernetes objects fit each other, and the pod writes to its volume alone, as the image's user.", () => {
  const documents = parseAllDocuments(read("deploy/kubernetes.yaml"));
  expect(documents.flatMap((document) => ("errors" in document ? document.errors : []))).toEqual([]);
  // biome-ignore lint/suspicious/noExplicitAny: what Kubernetes takes has no type here.
  const objects = documents.map((document) => (document as any).toJS());
  const of = (kind: string) => objects.find((object) => object.kind === kind);
  const [deployment, service] = [of("Deployment"), of("Service")];
  const { spec: pod, metadata } = deployment.spec.template;
  const [container] = pod.containers;
  expect(deployment.spec.selector.matchLabels).toEqual(metadata.labels);
  expect(service.spec.selector).toEqual(metadata.labels);
  expect(container.ports.map(({ name }: { name: string }) => name)).toContain(service.spec.ports[0].targetPort);
  expect(container.envFrom[0].secretRef.name).toBe(of("Secret").metadata.name);
  expect(pod.volumes[0].persistentVolumeClaim.claimName).toBe(of("PersistentVolumeClaim").metadata.name);
  const named = [...Object.keys(of("Secret").stringData), ...container.env.map(({ name }: { name: string }) => name)];
  expect(named.filter((key) => !KNOWN.has(key))).toEqual([]);
  for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"])
    expect(HEALTH).toContain(container[probe].httpGet.path);
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(shutdown);
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 });
  expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
  expect(container.volumeMounts).toEqual([{ name: "data", mountPath: "/data" }]);
  // A Service of that name would otherwise set TURBO_PORT to an address.
  expect([service.metadata.name, pod.enableServiceLinks]).toEqual(["turbo", false]);
});

test("The task of ECS names settings that there are, and the port and folder of the image.", () => {
  const { containerDefinitions, volumes } = JSON.parse(read("deploy/ecs-task-definition.json"));
  const [container] = containerDefinitions;
  const named = [...container.environment, ...container.secrets].map(({ name }: { name: string }) => name);
  expect(named.filter((key) => !KNOWN.has(key))).toEqual([]);
  expect(container.stopTimeout).toBeGreaterThan(shutdown);
  expect(read("Dockerfile")).toContain(`EXPOSE ${container.portMappings[0].containerPort}`);
  expect(container.mountPoints).toEqual([{ sourceVolume: volumes[0].name, containerPath: "/data" }]);
});
