-- The table that the rules of this folder read, compiled by Verdict 0.1.0 for DuckDB, layout document.
--
-- id: the event's own id, unique; in its order events of the same time follow each other where a rule names no tiebreaker. ts: its @timestamp.
-- doc: the event flattened once, when it is loaded, into lists of values by dotted name, one list for each way to read them:
--   {"text": {"process.name": ["cmd.exe"]}, "long": {"process.pid": [42]}, "ip": {"source.ip": ["00000000000000000000ffff0a000001"]}}
-- Dotted and nested keys and objects in arrays all end in the same list; null and empty arrays leave nothing. Readings:
--   text: strings as they are, numbers and booleans as their JSON text
--   long: whole numbers of 64 bits; 3.7 is 3, "42" is 42
--   double: numbers, also from text
--   boolean: true and false, also as texts; "" is false
--   date: a point in time; in documents milliseconds since 1970 in UTC
--   ip: an address as 32 hexadecimal digits, v4 as ::ffff:a.b.c.d
-- nested: lists of objects that are looked at one by one, by their path, each object in the same form, its fields under their whole names; null and values are left out, {} is an object:
--   {"nested": {"roles": [{"text": {"roles.name": ["owner"]}}, {"text": {"roles.name": ["viewer"]}}]}}
-- What lies below them is not among the event's own lists. A key that goes on below such a path is an object by itself. Paths: aws.cloudtrail.ingress.permissions, aws.cloudtrail.ingress.permissions.ranges
-- Times are TIMESTAMPs in UTC.
--
-- What the rules read:
--   @timestamp: date
--   aws.cloudtrail.console_login.additional_eventdata.mfa_used: boolean
--   aws.cloudtrail.ingress.permissions.from_port: long
--   aws.cloudtrail.ingress.permissions.protocol: text
--   aws.cloudtrail.ingress.permissions.ranges.cidr: text
--   aws.cloudtrail.ingress.permissions.ranges.note: text
--   aws.cloudtrail.ingress.permissions.to_port: long
--   container.id: text
--   destination.bytes: long
--   destination.ip: ip
--   destination.packets: long
--   destination.port: long
--   dns.answers_count: long
--   dns.question.name: text
--   dns.question.registered_domain: text
--   dns.question.subdomain: text
--   dns.question.type: text
--   error.code: text
--   event.action: text
--   event.category: text
--   event.dataset: text
--   event.ingested: date
--   event.outcome: text
--   event.provider: text
--   event.type: text
--   file.extension: text
--   file.name: text
--   file.path: text
--   file.size: long
--   host.id: text
--   host.os.type: text
--   http.request.method: text
--   http.response.status_code: long
--   network.packets: long
--   network.protocol: text
--   network.transport: text
--   process.args: text
--   process.args_count: long
--   process.command_line: text
--   process.env_vars: text
--   process.executable: text
--   process.interactive: boolean
--   process.name: text
--   process.parent.executable: text
--   process.parent.name: text
--   process.pe.original_file_name: text
--   process.pid: long
--   registry.data.strings: text
--   registry.path: text
--   source.bytes: long
--   source.ip: ip
--   source.packets: long
--   url.full: text
--   url.path: text
--   url.query: text
--   user.id: text
--   user.name: text
--   user.target.name: text
--   user_agent.original: text

CREATE TABLE IF NOT EXISTS "events" (
  id VARCHAR PRIMARY KEY,
  ts TIMESTAMP,
  doc JSON NOT NULL
);

-- Indicators that rules match events with: id, the indicator's own; otherwise like events.
CREATE TABLE IF NOT EXISTS "indicators" (
  id VARCHAR PRIMARY KEY,
  ts TIMESTAMP,
  doc JSON NOT NULL
);
