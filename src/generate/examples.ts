/**
 * Real-looking values of fields whose values have a form: tried before invented ones, so that an event is a picture of something that happens. Only for fields of which a rule asks
 * little; what it does ask decides.
 */
export const examples: Readonly<Record<string, readonly string[]>> = {
  "container.id": ["0f3d9a6be2c14b7f8a5d6e7c8b9a0f1e2d3c4b5a69788796a5b4c3d2e1f0a9b8"],
  "event.outcome": ["success"],
  "host.name": ["srv-07"],
  "host.os.type": ["linux", "windows", "macos"],
  "process.command_line": ["/usr/bin/id -u"],
  "process.executable": ["/usr/bin/id"],
  "process.entity_id": ["bWFjaGluZS0xLTQwMjE="],
  "process.hash.sha256": ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  "file.path": ["/var/lib/app/data.bin"],
  "user.id": ["1000"],
  "user.name": ["ann"],
  "user_agent.original": ["Mozilla/5.0 (X11; Linux x86_64)"],
};
