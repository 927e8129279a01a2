const ONE_PROCESS = "Turbo is one process, which serves many requests at once.";
const NO_SECOND_SERVER = "The pages and the API are one server.";

/** Settings of the plans that Turbo grew from which mean nothing here, by their place in turbo.toml, and why. */
export const RETIRED: Readonly<Record<string, string>> = {
  "api.workers": ONE_PROCESS,
  "api.reload": "`turbo start --dev` reloads when the sources change.",
  "web.enable_ui": NO_SECOND_SERVER,
  "database.echo": "Statements are not logged.",
  "workers.max_workers": ONE_PROCESS,
  "workers.worker_class": ONE_PROCESS,
  "workers.max_requests": ONE_PROCESS,
  "workers.max_requests_jitter": ONE_PROCESS,
  "updates.auto_update": "Turbo never installs anything by itself; `turbo update check` says what is new.",
  "updates.update_channel": "There is one channel.",
};
