// 28 rules in one module
// Compiled by Verdict 0.1.0: edit the rules, not this file.

/** Every rule that judges single events, in order of its path: `rule` says what it is, `match(event)` whether an event matches it. */
export const rules = [];

/** Every rule that joins events, in order of its path: `createMatcher(options)` makes a matcher for one stream. */
export const joiningRules = [];

/** The rules of `rules` that this event, a parsed JSON document, matches. */
export function matchAll(event) {
  return rules.filter((entry) => entry.match(event)).map((entry) => entry.rule);
}

// Credentials Made for Another User
// cloud/access-key-for-another-user
//
//   event.provider: "iam.amazonaws.com" and event.action: (CreateAccessKey or CreateLoginProfile or "UpdateLoginProfile") and
//     event.outcome: success and user.target.name: * and
//     not (user.name: (provisioning or admin-*) and user_agent.original: ("console.amazonaws.com" or Terraform/* or aws-cli/* or *\(svc\*\)*)) and
//     not error.code: *
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d",
    name: "Credentials Made for Another User",
    description: [
      "An access key or a password is made for a user by somebody who is not one of the accounts that do so, or by a tool that nobody uses here.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Persistence"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0003",
          name: "Persistence",
          reference: "https://attack.mitre.org/tactics/TA0003/",
        },
        techniques: [
          {
            id: "T1098",
            name: "Account Manipulation",
            reference: "https://attack.mitre.org/techniques/T1098/",
            subtechniques: [
              {
                id: "T1098.001",
                name: "Additional Cloud Credentials",
                reference: "https://attack.mitre.org/techniques/T1098/001/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-aws.cloudtrail-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "kuery",
    query: [
      "event.provider: \"iam.amazonaws.com\" and event.action: (CreateAccessKey or CreateLoginProfile or \"UpdateLoginProfile\") and",
      "  event.outcome: success and user.target.name: * and",
      "  not (user.name: (provisioning or admin-*) and user_agent.original: (\"console.amazonaws.com\" or Terraform/* or aws-cli/* or *\\(svc\\*\\)*)) and",
      "  not error.code: *", "",
    ].join("\n"),
    sourceHash: "4e4dba127130a701f2898461cb80239b221a7dbe38bacb5037ee217126a4a5ae",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_PROVIDER = path("event.provider");
  const EVENT_ACTION = path("event.action");
  const EVENT_ACTION_VALUES = new Set([
    "CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile",
  ]);
  const EVENT_OUTCOME = path("event.outcome");
  const USER_TARGET_NAME = path("user.target.name");
  const USER_NAME = path("user.name");
  const USER_AGENT_ORIGINAL = path("user_agent.original");
  const ERROR_CODE = path("error.code");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventProvider = texts(event, EVENT_PROVIDER);
    if (!eventProvider.includes("iam.amazonaws.com")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.some((value) => EVENT_ACTION_VALUES.has(value))) return false;
    const eventOutcome = texts(event, EVENT_OUTCOME);
    if (!eventOutcome.includes("success")) return false;
    const userTargetName = texts(event, USER_TARGET_NAME);
    if (userTargetName.length === 0) return false;
    const userName = texts(event, USER_NAME);
    const userAgentOriginal = texts(event, USER_AGENT_ORIGINAL);
    if (
      (userName.includes("provisioning") || userName.some((value) => value.startsWith("admin-"))) &&
      (userAgentOriginal.includes("console.amazonaws.com") ||
        userAgentOriginal.some(
          (value) =>
            value.startsWith("Terraform/") ||
            value.startsWith("aws-cli/") ||
            value.includes("(svc*)"),
        ))
    ) {
      return false;
    }
    const errorCode = texts(event, ERROR_CODE);
    return errorCode.length === 0;
  };
  rules.push({ rule, match });
}

// Console Sign-In Without a Second Factor
// cloud/console-login-without-mfa
//
//   any where event.dataset == "aws.cloudtrail" and event.provider == "signin.amazonaws.com" and
//     event.action == "ConsoleLogin" and event.outcome == "success" and
//     aws.cloudtrail.console_login.additional_eventdata.mfa_used == false and
//     not cidrMatch(source.ip, "198.51.100.0/24", "2001:db8:aa::/48") and
//     not user.name : ("*-break-glass", "svc-*") and user_agent.original != null
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "305a67bc-ad8f-4a0c-960a-26fec49f21c9",
    name: "Console Sign-In Without a Second Factor",
    description: [
      "Someone signs in to the cloud console with a password alone, from outside the company's networks.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Initial Access"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0001",
          name: "Initial Access",
          reference: "https://attack.mitre.org/tactics/TA0001/",
        },
        techniques: [
          {
            id: "T1078",
            name: "Valid Accounts",
            reference: "https://attack.mitre.org/techniques/T1078/",
            subtechniques: [
              {
                id: "T1078.004",
                name: "Cloud Accounts",
                reference: "https://attack.mitre.org/techniques/T1078/004/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-aws.cloudtrail-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "any where event.dataset == \"aws.cloudtrail\" and event.provider == \"signin.amazonaws.com\" and",
      "  event.action == \"ConsoleLogin\" and event.outcome == \"success\" and",
      "  aws.cloudtrail.console_login.additional_eventdata.mfa_used == false and",
      "  not cidrMatch(source.ip, \"198.51.100.0/24\", \"2001:db8:aa::/48\") and",
      "  not user.name : (\"*-break-glass\", \"svc-*\") and user_agent.original != null", "",
    ].join("\n"),
    sourceHash: "4bdb861f375c5915dd93ac5f540dd1c8c997b0e9d6d19efa2834a399b077238a",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_DATASET = path("event.dataset");
  const EVENT_PROVIDER = path("event.provider");
  const EVENT_ACTION = path("event.action");
  const EVENT_OUTCOME = path("event.outcome");
  const AWS_CLOUDTRAIL_CONSOLE_LOGIN_ADDITIONAL_EVENTDATA_MFA_USED = path(
    "aws.cloudtrail.console_login.additional_eventdata.mfa_used",
  );
  const SOURCE_IP = path("source.ip");
  const SOURCE_IP_NETWORKS = [
    ["00000000000000000000ffffc6336400", "00000000000000000000ffffc63364ff"], // 198.51.100.0/24
    ["20010db800aa00000000000000000000", "20010db800aaffffffffffffffffffff"], // 2001:db8:aa::/48
  ];
  const USER_NAME = path("user.name");
  const USER_AGENT_ORIGINAL = path("user_agent.original");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventDataset = texts(event, EVENT_DATASET);
    if (!eventDataset.includes("aws.cloudtrail")) return false;
    const eventProvider = texts(event, EVENT_PROVIDER);
    if (!eventProvider.includes("signin.amazonaws.com")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("ConsoleLogin")) return false;
    const eventOutcome = texts(event, EVENT_OUTCOME);
    if (!eventOutcome.includes("success")) return false;
    const awsCloudtrailConsoleLoginAdditionalEventdataMfaUsed = booleans(
      event,
      AWS_CLOUDTRAIL_CONSOLE_LOGIN_ADDITIONAL_EVENTDATA_MFA_USED,
    );
    if (!awsCloudtrailConsoleLoginAdditionalEventdataMfaUsed.includes(false)) return false;
    const sourceIp = addresses(event, SOURCE_IP);
    if (sourceIp.some((value) => inNetworks(value, SOURCE_IP_NETWORKS))) return false;
    const userName = texts(event, USER_NAME);
    const userNameCaseless = userName.map(asciiLower);
    if (
      userNameCaseless.some((value) => value.endsWith("-break-glass") || value.startsWith("svc-"))
    ) {
      return false;
    }
    const userAgentOriginal = texts(event, USER_AGENT_ORIGINAL);
    return userAgentOriginal.length > 0;
  };
  rules.push({ rule, match });
}

// Sign-In Failures as Many Users from One Address
// cloud/password-spraying
//
//   event.category:authentication and event.outcome:failure and not source.ip:(10.0.0.0/8 or 192.168.0.0/16)
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up. An alert names the last 100 events of its group at most, or `maxEvents`; what is counted is all of them.
{
  const rule = {
    id: "0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38",
    name: "Sign-In Failures as Many Users from One Address",
    description: [
      "One address fails to sign in six times or more, as four users or more: one password tried on many accounts.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["Domain: Cloud", "Domain: Identity", "Tactic: Credential Access"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0006",
          name: "Credential Access",
          reference: "https://attack.mitre.org/tactics/TA0006/",
        },
        techniques: [
          {
            id: "T1110",
            name: "Brute Force",
            reference: "https://attack.mitre.org/techniques/T1110/",
            subtechniques: [
              {
                id: "T1110.003",
                name: "Password Spraying",
                reference: "https://attack.mitre.org/techniques/T1110/003/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-azure.signinlogs-*", "logs-okta.system-*"],
    schedule: { interval: "15m", from: "now-30m", to: "now" },
    language: "kuery",
    query: [
      "event.category:authentication and event.outcome:failure and not source.ip:(10.0.0.0/8 or 192.168.0.0/16)",
      "",
    ].join("\n"),
    sourceHash: "440c6c8499a892cca674cb3377e4dc3dc647d9344e4fa36bcf30bb994d2cb1cc",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const EVENT_OUTCOME = path("event.outcome");
  const SOURCE_IP = path("source.ip");
  const SOURCE_IP_NETWORKS = [
    ["00000000000000000000ffff0a000000", "00000000000000000000ffff0affffff"], // 10.0.0.0/8
    ["00000000000000000000ffffc0a80000", "00000000000000000000ffffc0a8ffff"], // 192.168.0.0/16
  ];
  const USER_NAME = path("user.name");
  const TIMESTAMP = path("@timestamp");
  function events(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("authentication")) return false;
    const eventOutcome = texts(event, EVENT_OUTCOME);
    if (!eventOutcome.includes("failure")) return false;
    const sourceIp = addresses(event, SOURCE_IP);
    return !sourceIp.some((value) => inNetworks(value, SOURCE_IP_NETWORKS));
  }
  const createMatcher = (options = {}) => {
    return matcherOf(
      { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
      (bounds, counts) => thresholdMachine(
        {
          where: events,
          by: [{ read: (event) => addresses(event, SOURCE_IP).map(addressText) }],
          count: 6,
          cardinality: [{ read: (event) => texts(event, USER_NAME), atLeast: 4 }],
        },
        options,
        bounds,
        counts,
      ),
      options,
    );
  };
  joiningRules.push({ rule, createMatcher });
}

// Administration Port Opened to the Internet
// cloud/security-group-opened
//
//   event.provider: "ec2.amazonaws.com" and event.action: AuthorizeSecurityGroupIngress and event.outcome: success and
//     aws.cloudtrail.ingress.permissions: {
//       protocol: (tcp or "-1") and
//       (from_port <= 22 and to_port >= 22 or from_port <= 3389 and to_port >= 3389 or not from_port: *) and
//       ranges: { cidr: ("0.0.0.0/0" or "::/0") and not note: NET-* }
//     } and not user.name: network-pipeline
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1",
    name: "Administration Port Opened to the Internet",
    description: [
      "A security group lets the whole internet in on a port for remote administration, by one and the same permission, and no ticket is named beside the address range.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Defense Evasion"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0005",
          name: "Defense Evasion",
          reference: "https://attack.mitre.org/tactics/TA0005/",
        },
        techniques: [
          {
            id: "T1562",
            name: "Impair Defenses",
            reference: "https://attack.mitre.org/techniques/T1562/",
            subtechniques: [
              {
                id: "T1562.007",
                name: "Disable or Modify Cloud Firewall",
                reference: "https://attack.mitre.org/techniques/T1562/007/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: [
      "The permissions of the request (`requestParameters.ipPermissions.items`) have to be indexed as `aws.cloudtrail.ingress.permissions`, of type `nested`, and the address ranges of each as `ranges`, `nested`",
      "as well: otherwise the ports of one permission meet the addresses of another.", "",
    ].join("\n"),
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-aws.cloudtrail-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "kuery",
    query: [
      "event.provider: \"ec2.amazonaws.com\" and event.action: AuthorizeSecurityGroupIngress and event.outcome: success and",
      "  aws.cloudtrail.ingress.permissions: {", "    protocol: (tcp or \"-1\") and",
      "    (from_port <= 22 and to_port >= 22 or from_port <= 3389 and to_port >= 3389 or not from_port: *) and",
      "    ranges: { cidr: (\"0.0.0.0/0\" or \"::/0\") and not note: NET-* }",
      "  } and not user.name: network-pipeline", "",
    ].join("\n"),
    sourceHash: "841069802f8dd7dedf1c6d852fc0dce3f08eac2ff7b640b6c15592c23b5e976e",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_PROVIDER = path("event.provider");
  const EVENT_ACTION = path("event.action");
  const EVENT_OUTCOME = path("event.outcome");
  const PROTOCOL = path("protocol");
  const AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_PROTOCOL_VALUES = new Set(["tcp", "-1"]);
  const FROM_PORT = path("from_port");
  const TO_PORT = path("to_port");
  const CIDR = path("cidr");
  const AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_RANGES_CIDR_VALUES = new Set(["0.0.0.0/0", "::/0"]);
  const NOTE = path("note");
  const USER_NAME = path("user.name");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventProvider = texts(event, EVENT_PROVIDER);
    if (!eventProvider.includes("ec2.amazonaws.com")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("AuthorizeSecurityGroupIngress")) return false;
    const eventOutcome = texts(event, EVENT_OUTCOME);
    if (!eventOutcome.includes("success")) return false;
    if (
      !objects(event, "aws.cloudtrail.ingress.permissions").some(
        (permissions) =>
          texts(permissions, PROTOCOL).some(
            (value) => AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_PROTOCOL_VALUES.has(value),
          ) &&
          ((longs(permissions, FROM_PORT).some((value) => value <= 22) &&
              longs(permissions, TO_PORT).some((value) => value >= 22)) ||
            (longs(permissions, FROM_PORT).some((value) => value <= 3389) &&
              longs(permissions, TO_PORT).some((value) => value >= 3389)) ||
            longs(permissions, FROM_PORT).length === 0) &&
          objects(permissions, "ranges").some(
            (ranges) =>
              texts(ranges, CIDR).some(
                (value) => AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_RANGES_CIDR_VALUES.has(value),
              ) &&
              !texts(ranges, NOTE).some((value) => value.startsWith("NET-")),
          ),
      )
    ) {
      return false;
    }
    const userName = texts(event, USER_NAME);
    return !userName.includes("network-pipeline");
  };
  rules.push({ rule, match });
}

// Storage Bucket Policy Changed by a New Tool
// cloud/storage-made-public
//
//   any where event.provider == "s3.amazonaws.com" and event.action like "PutBucket*" and event.outcome : "SUCCESS" and
//     (event.action like ("*Policy", "*Acl", "*PublicAccessBlock") or stringContains(event.action, "Website")) and
//     not (startsWith~(user_agent.original, "aws-cli/") or wildcard(user_agent.original, "Terraform/*", "*pulumi*")) and
//     user.name >= "a" and user.name < "~" and not user.name == "ci" | tail 50
//
//
// Fidelity: over. It may match events that the rule does not.
// - js/limit: a matcher sees one event at a time, so it cannot keep the last 50 alone
{
  const rule = {
    id: "5c8d0fae-17ec-4365-82af-ce68433f4410",
    name: "Storage Bucket Policy Changed by a New Tool",
    description: [
      "The policy of a storage bucket is changed by a client that is not one of the usual tools.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Exfiltration"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0010",
          name: "Exfiltration",
          reference: "https://attack.mitre.org/tactics/TA0010/",
        },
        techniques: [
          {
            id: "T1537",
            name: "Transfer Data to Cloud Account",
            reference: "https://attack.mitre.org/techniques/T1537/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-aws.cloudtrail-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "any where event.provider == \"s3.amazonaws.com\" and event.action like \"PutBucket*\" and event.outcome : \"SUCCESS\" and",
      "  (event.action like (\"*Policy\", \"*Acl\", \"*PublicAccessBlock\") or stringContains(event.action, \"Website\")) and",
      "  not (startsWith~(user_agent.original, \"aws-cli/\") or wildcard(user_agent.original, \"Terraform/*\", \"*pulumi*\")) and",
      "  user.name >= \"a\" and user.name < \"~\" and not user.name == \"ci\" | tail 50", "",
    ].join("\n"),
    sourceHash: "e0a6967dd1ca36b5ff5205ff8e1ee58c44f8cd2d3d23fea2403ceb4a974aa600",
    verdict: "0.1.0",
    fidelity: "over",
    deviations: [
      {
        code: "js/limit",
        direction: "over",
        reason: "a matcher sees one event at a time, so it cannot keep the last 50 alone",
      },
    ],
  };
  const EVENT_PROVIDER = path("event.provider");
  const EVENT_ACTION = path("event.action");
  const EVENT_OUTCOME = path("event.outcome");
  const USER_AGENT_ORIGINAL = path("user_agent.original");
  const USER_NAME = path("user.name");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventProvider = texts(event, EVENT_PROVIDER);
    if (!eventProvider.includes("s3.amazonaws.com")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.some((value) => value.startsWith("PutBucket"))) return false;
    const eventOutcome = texts(event, EVENT_OUTCOME);
    const eventOutcomeCaseless = eventOutcome.map(asciiLower);
    if (!eventOutcomeCaseless.includes("success")) return false;
    if (
      !(
        eventAction.some(
          (value) =>
            value.endsWith("Policy") ||
            value.endsWith("Acl") ||
            value.endsWith("PublicAccessBlock"),
        ) ||
        eventAction.some((value) => value.includes("Website"))
      )
    ) {
      return false;
    }
    const userAgentOriginal = texts(event, USER_AGENT_ORIGINAL);
    const userAgentOriginalCaseless = userAgentOriginal.map(asciiLower);
    if (
      userAgentOriginalCaseless.some((value) => value.startsWith("aws-cli/")) ||
      userAgentOriginal.some((value) => value.startsWith("Terraform/") || value.includes("pulumi"))
    ) {
      return false;
    }
    const userName = texts(event, USER_NAME);
    if (!userName.some((value) => value >= "a")) return false;
    if (!userName.some((value) => value < "~")) return false;
    return !userName.includes("ci");
  };
  rules.push({ rule, match });
}

// Cron File Created by an Unusual Process
// linux/cron-file-created
//
//   file where host.os.type == "linux" and event.type == "creation" and event.action == "creation" and
//     file.path like ("/etc/cron.?*/*", "/var/spool/cron/crontabs/*", "/etc/crontab") and
//     not process.executable in ("/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab") and
//     not endsWith(file.name, ".dpkg-new") and file.extension != "swp"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "70c9c427-f950-4d40-9b16-83ff41ae1d46",
    name: "Cron File Created by an Unusual Process",
    description: [
      "A file appears where cron reads its jobs, and no package manager or configuration tool made it.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Persistence"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0003",
          name: "Persistence",
          reference: "https://attack.mitre.org/tactics/TA0003/",
        },
        techniques: [
          {
            id: "T1053",
            name: "Scheduled Task/Job",
            reference: "https://attack.mitre.org/techniques/T1053/",
            subtechniques: [
              {
                id: "T1053.003",
                name: "Cron",
                reference: "https://attack.mitre.org/techniques/T1053/003/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.file-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "file where host.os.type == \"linux\" and event.type == \"creation\" and event.action == \"creation\" and",
      "  file.path like (\"/etc/cron.?*/*\", \"/var/spool/cron/crontabs/*\", \"/etc/crontab\") and",
      "  not process.executable in (\"/usr/bin/dpkg\", \"/usr/bin/rpm\", \"/usr/bin/dnf\", \"/usr/bin/crontab\") and",
      "  not endsWith(file.name, \".dpkg-new\") and file.extension != \"swp\"", "",
    ].join("\n"),
    sourceHash: "55c7f116215dd17d47e9415d4eb4a98380ca6c8828a984afebca519d435f123a",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const EVENT_ACTION = path("event.action");
  const FILE_PATH = path("file.path");
  const FILE_PATH_PATTERN = /^\/etc\/cron\..+\//su;
  const PROCESS_EXECUTABLE = path("process.executable");
  const PROCESS_EXECUTABLE_VALUES = new Set([
    "/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab",
  ]);
  const FILE_NAME = path("file.name");
  const FILE_EXTENSION = path("file.extension");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("file")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("creation")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("creation")) return false;
    const filePath = texts(event, FILE_PATH);
    if (
      !filePath.some(
        (value) =>
          value === "/etc/crontab" ||
          value.startsWith("/var/spool/cron/crontabs/") ||
          FILE_PATH_PATTERN.test(value),
      )
    ) {
      return false;
    }
    const processExecutable = texts(event, PROCESS_EXECUTABLE);
    if (processExecutable.some((value) => PROCESS_EXECUTABLE_VALUES.has(value))) return false;
    const fileName = texts(event, FILE_NAME);
    if (fileName.some((value) => value.endsWith(".dpkg-new"))) return false;
    const fileExtension = texts(event, FILE_EXTENSION);
    return !fileExtension.includes("swp");
  };
  rules.push({ rule, match });
}

// Dropped File Executed
// linux/dropped-file-executed
//
//   sequence by host.id with maxspan=5m
//     [file where host.os.type == "linux" and event.action in ("creation", "rename") and
//       file.path like ("/tmp/*", "/var/tmp/*", "/dev/shm/*") and not process.name in ("dpkg", "rpm")] by file.path
//     [process where host.os.type == "linux" and event.type == "start" and event.action == "exec"] by process.executable
//     until [file where event.action == "deletion"] by file.path
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.
{
  const rule = {
    id: "6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11",
    name: "Dropped File Executed",
    description: [
      "A file is written to a world-writable folder, and within five minutes a program is started from that very path. A file that is deleted in between is another file",
      "afterwards.", "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Execution"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0002",
          name: "Execution",
          reference: "https://attack.mitre.org/tactics/TA0002/",
        },
        techniques: [
          {
            id: "T1204",
            name: "User Execution",
            reference: "https://attack.mitre.org/techniques/T1204/",
            subtechniques: [
              {
                id: "T1204.002",
                name: "Malicious File",
                reference: "https://attack.mitre.org/techniques/T1204/002/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: [
      "logs-endpoint.events.file-*", "logs-endpoint.events.process-*",
      "logs-endpoint.events.file-*", "logs-endpoint.events.process-*",
      "logs-endpoint.events.file-*", "logs-endpoint.events.process-*",
    ],
    schedule: { interval: "5m", from: "now-10m", to: "now" },
    language: "eql",
    query: [
      "sequence by host.id with maxspan=5m",
      "  [file where host.os.type == \"linux\" and event.action in (\"creation\", \"rename\") and",
      "    file.path like (\"/tmp/*\", \"/var/tmp/*\", \"/dev/shm/*\") and not process.name in (\"dpkg\", \"rpm\")] by file.path",
      "  [process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\"] by process.executable",
      "  until [file where event.action == \"deletion\"] by file.path", "",
    ].join("\n"),
    sourceHash: "af19e6e1ec68c86872c6d33d9ba28cb0cf62a6aea73c3b2b6c20df5fd80a1644",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_ACTION = path("event.action");
  const EVENT_ACTION_VALUES = new Set(["creation", "rename"]);
  const FILE_PATH = path("file.path");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["dpkg", "rpm"]);
  const HOST_ID = path("host.id");
  const EVENT_TYPE = path("event.type");
  const PROCESS_EXECUTABLE = path("process.executable");
  const TIMESTAMP = path("@timestamp");
  // [file where host.os.type == "linux" and event.action in ("creation", "rename") and file.path like ("/tmp/*", "/var/tmp/*", "/dev/shm/*") and not process.name in ("dpkg", "rpm")] by file.path
  function stage1(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("file")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.some((value) => EVENT_ACTION_VALUES.has(value))) return false;
    const filePath = texts(event, FILE_PATH);
    if (
      !filePath.some(
        (value) =>
          value.startsWith("/tmp/") ||
          value.startsWith("/var/tmp/") ||
          value.startsWith("/dev/shm/"),
      )
    ) {
      return false;
    }
    const processName = texts(event, PROCESS_NAME);
    return !processName.some((value) => PROCESS_NAME_VALUES.has(value));
  }
  // [process where host.os.type == "linux" and event.type == "start" and event.action == "exec"] by process.executable
  function stage2(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    return eventAction.includes("exec");
  }
  // [file where event.action == "deletion"] by file.path
  function until(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("file")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    return eventAction.includes("deletion");
  }
  const createMatcher = (options = {}) => {
    return matcherOf(
      { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
      (bounds, counts) => sequenceMachine(
        {
          stages: [
            {
              where: stage1,
              by: [
                { read: (event) => texts(event, HOST_ID) },
                { read: (event) => texts(event, FILE_PATH) },
              ],
            },
            {
              where: stage2,
              by: [
                { read: (event) => texts(event, HOST_ID) },
                { read: (event) => texts(event, PROCESS_EXECUTABLE) },
              ],
            },
          ],
          until: {
            where: until,
            by: [
              { read: (event) => texts(event, HOST_ID) },
              { read: (event) => texts(event, FILE_PATH) },
            ],
          },
          maxspan: 300000,
        },
        bounds,
        counts,
      ),
      options,
    );
  };
  joiningRules.push({ rule, createMatcher });
}

// Hidden Executable Started from a World-Writable Folder
// linux/hidden-executable
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     startsWith(process.executable, "/tmp/") == true and
//     (substring(process.name, 0, 1) == "." or length(process.name) <= 1) and
//     process.args_count >= 1 and user.id != "0"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "bae543e1-5962-4c2b-b242-66a12054216b",
    name: "Hidden Executable Started from a World-Writable Folder",
    description: [
      "A program whose name begins with a dot, or is a single character, starts from a folder that everybody can write to.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Defense Evasion"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0005",
          name: "Defense Evasion",
          reference: "https://attack.mitre.org/tactics/TA0005/",
        },
        techniques: [
          {
            id: "T1564",
            name: "Hide Artifacts",
            reference: "https://attack.mitre.org/techniques/T1564/",
            subtechniques: [
              {
                id: "T1564.001",
                name: "Hidden Files and Directories",
                reference: "https://attack.mitre.org/techniques/T1564/001/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\" and",
      "  startsWith(process.executable, \"/tmp/\") == true and",
      "  (substring(process.name, 0, 1) == \".\" or length(process.name) <= 1) and",
      "  process.args_count >= 1 and user.id != \"0\"", "",
    ].join("\n"),
    sourceHash: "f21be1aa48a7f08b958bae79be8ee455c427a2ff1fa8c07256cd81bb119dc26d",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const EVENT_ACTION = path("event.action");
  const PROCESS_EXECUTABLE = path("process.executable");
  const PROCESS_NAME = path("process.name");
  const PROCESS_ARGS_COUNT = path("process.args_count");
  const USER_ID = path("user.id");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("exec")) return false;
    const processExecutable = texts(event, PROCESS_EXECUTABLE);
    if (!processExecutable.some((value) => value.startsWith("/tmp/"))) return false;
    const processName = texts(event, PROCESS_NAME);
    if (
      !(
        processName.some((value) => substring(value, 0, 1) === ".") ||
        processName.some((value) => value.length <= 1)
      )
    ) {
      return false;
    }
    const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
    if (!processArgsCount.some((value) => value >= 1)) return false;
    const userId = texts(event, USER_ID);
    return !userId.includes("0");
  };
  rules.push({ rule, match });
}

// Shell History or Log Destroyed
// linux/history-wiped
//
//   event.category:process and event.type:start and process.name:(shred or wipe or truncate) and
//     process.args:(*_history or /var/log/*) and not process.args:(--help or --version) and not process.parent.name:"logrotate"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e",
    name: "Shell History or Log Destroyed",
    description: ["A tool that destroys files is given a shell's history or a log.", ""].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Endpoint", "OS: Linux", "Tactic: Defense Evasion"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0005",
          name: "Defense Evasion",
          reference: "https://attack.mitre.org/tactics/TA0005/",
        },
        techniques: [
          {
            id: "T1070",
            name: "Indicator Removal",
            reference: "https://attack.mitre.org/techniques/T1070/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*", "auditbeat-*"],
    schedule: { interval: "5m", from: "now-9m", to: "now" },
    language: "kuery",
    query: [
      "event.category:process and event.type:start and process.name:(shred or wipe or truncate) and",
      "  process.args:(*_history or /var/log/*) and not process.args:(--help or --version) and not process.parent.name:\"logrotate\"",
      "",
    ].join("\n"),
    sourceHash: "a2aa5d76c7a951ea8494d9564e14d34c8dd58d65598834a413fb7a810b31d4da",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["shred", "wipe", "truncate"]);
  const PROCESS_ARGS = path("process.args");
  const PROCESS_ARGS_VALUES = new Set(["--help", "--version"]);
  const PROCESS_PARENT_NAME = path("process.parent.name");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    if (!processName.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
    const processArgs = texts(event, PROCESS_ARGS);
    if (
      !processArgs.some((value) => value.endsWith("_history") || value.startsWith("/var/log/"))
    ) {
      return false;
    }
    if (processArgs.some((value) => PROCESS_ARGS_VALUES.has(value))) return false;
    const processParentName = texts(event, PROCESS_PARENT_NAME);
    return !processParentName.includes("logrotate");
  };
  rules.push({ rule, match });
}

// Program Started with a Preloaded Library
// linux/preload-environment
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     process.env_vars like ("LD_PRELOAD=?*", "LD_AUDIT=?*") and
//     not process.env_vars : "LD_PRELOAD=/usr/lib/*/libjemalloc.so*" and
//     (?process.parent.executable == null or process.parent.executable like "/usr/*")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "e9dd0989-be0d-4ce7-b955-c482c3fc2e64",
    name: "Program Started with a Preloaded Library",
    description: [
      "A program is started with an environment that makes the loader take a library first. Used to hide files, processes and connections.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Persistence"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0003",
          name: "Persistence",
          reference: "https://attack.mitre.org/tactics/TA0003/",
        },
        techniques: [
          {
            id: "T1574",
            name: "Hijack Execution Flow",
            reference: "https://attack.mitre.org/techniques/T1574/",
            subtechniques: [
              {
                id: "T1574.006",
                name: "Dynamic Linker Hijacking",
                reference: "https://attack.mitre.org/techniques/T1574/006/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\" and",
      "  process.env_vars like (\"LD_PRELOAD=?*\", \"LD_AUDIT=?*\") and",
      "  not process.env_vars : \"LD_PRELOAD=/usr/lib/*/libjemalloc.so*\" and",
      "  (?process.parent.executable == null or process.parent.executable like \"/usr/*\")", "",
    ].join("\n"),
    sourceHash: "9f59c3c9ceadca6c4c02fb4e1b81aa1e94d6200159e2b0f19e45997aaf593131",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const EVENT_ACTION = path("event.action");
  const PROCESS_ENV_VARS = path("process.env_vars");
  const PROCESS_ENV_VARS_PATTERNS = [/^LD_PRELOAD=.+$/su, /^LD_AUDIT=.+$/su];
  const PROCESS_PARENT_EXECUTABLE = path("process.parent.executable");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("exec")) return false;
    const processEnvVars = texts(event, PROCESS_ENV_VARS);
    if (
      !processEnvVars.some(
        (value) => PROCESS_ENV_VARS_PATTERNS.some((pattern) => pattern.test(value)),
      )
    ) {
      return false;
    }
    const processEnvVarsCaseless = processEnvVars.map(asciiLower);
    if (
      processEnvVarsCaseless.some(
        (value) => inOrder(value, ["ld_preload=/usr/lib/", "/libjemalloc.so", ""]),
      )
    ) {
      return false;
    }
    const processParentExecutable = texts(event, PROCESS_PARENT_EXECUTABLE);
    return (
      processParentExecutable.length === 0 ||
      processParentExecutable.some((value) => value.startsWith("/usr/"))
    );
  };
  rules.push({ rule, match });
}

// Reverse Shell One-Liner
// linux/reverse-shell-one-liner
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     process.name like~ ("bash", "sh", "zsh", "python*", "perl*", "ruby*") and
//     (
//       process.command_line regex """.*/dev/(tcp|udp)/[0-9a-zA-Z.\-]+/[0-9]{1,5}.*""" or
//       (process.command_line : "*socket*" and process.command_line : ("*subprocess*", "*pty.spawn*", "*exec \"/bin/*sh*"))
//     ) and
//     not process.parent.name in~ ("ansible", "salt-minion", "puppet")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "8f71c647-0003-48c1-bebc-a0bcbfc8a5df",
    name: "Reverse Shell One-Liner",
    description: [
      "An interpreter or a shell is started with a command line that opens a socket and hands it to a shell.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Execution"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0002",
          name: "Execution",
          reference: "https://attack.mitre.org/tactics/TA0002/",
        },
        techniques: [
          {
            id: "T1059",
            name: "Command and Scripting Interpreter",
            reference: "https://attack.mitre.org/techniques/T1059/",
            subtechniques: [
              {
                id: "T1059.004",
                name: "Unix Shell",
                reference: "https://attack.mitre.org/techniques/T1059/004/",
              },
              {
                id: "T1059.006",
                name: "Python",
                reference: "https://attack.mitre.org/techniques/T1059/006/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\" and",
      "  process.name like~ (\"bash\", \"sh\", \"zsh\", \"python*\", \"perl*\", \"ruby*\") and",
      "  (",
      "    process.command_line regex \"\"\".*/dev/(tcp|udp)/[0-9a-zA-Z.\\-]+/[0-9]{1,5}.*\"\"\" or",
      "    (process.command_line : \"*socket*\" and process.command_line : (\"*subprocess*\", \"*pty.spawn*\", \"*exec \\\"/bin/*sh*\"))",
      "  ) and", "  not process.parent.name in~ (\"ansible\", \"salt-minion\", \"puppet\")", "",
    ].join("\n"),
    sourceHash: "9318a500ff1165630c571ba088676ed1806187c582c9bd5fe11f81195c0b0c7b",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const EVENT_ACTION = path("event.action");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["bash", "sh", "zsh"]);
  const PROCESS_COMMAND_LINE = path("process.command_line");
  const PROCESS_COMMAND_LINE_PATTERN = /\/dev\/(?:tcp|udp)\/[\da-zA-Z.\-]+\/\d{1,5}/su;
  const PROCESS_PARENT_NAME = path("process.parent.name");
  const PROCESS_PARENT_NAME_VALUES = new Set(["ansible", "salt-minion", "puppet"]);
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("exec")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    if (
      !processNameCaseless.some(
        (value) =>
          PROCESS_NAME_VALUES.has(value) ||
          value.startsWith("python") ||
          value.startsWith("perl") ||
          value.startsWith("ruby"),
      )
    ) {
      return false;
    }
    const processCommandLine = texts(event, PROCESS_COMMAND_LINE);
    const processCommandLineCaseless = processCommandLine.map(asciiLower);
    if (
      !(
        processCommandLine.some((value) => PROCESS_COMMAND_LINE_PATTERN.test(value)) ||
        (processCommandLineCaseless.some((value) => value.includes("socket")) &&
          processCommandLineCaseless.some(
            (value) =>
              value.includes("subprocess") ||
              value.includes("pty.spawn") ||
              inOrder(value, ["", "exec \"/bin/", "sh", ""]),
          ))
      )
    ) {
      return false;
    }
    const processParentName = texts(event, PROCESS_PARENT_NAME);
    const processParentNameCaseless = processParentName.map(asciiLower);
    return !processParentNameCaseless.some((value) => PROCESS_PARENT_NAME_VALUES.has(value));
  };
  rules.push({ rule, match });
}

// Web Server Connects to the Internet
// linux/service-connects-out
//
//   network where host.os.type == "linux" and event.action == "connection_attempted" and
//     process.name : ("nginx", "apache2", "httpd", "postgres", "mysqld", "java*") and
//     not cidrMatch(destination.ip, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "::1", "fe80::/10", "fc00::/7") and
//     destination.ip != null and destination.port not in (53, 123) and 1024 > destination.port
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "7d9c6a06-fa3b-4605-a9c4-310714bcb9aa",
    name: "Web Server Connects to the Internet",
    description: [
      "A web or database server opens a connection to an address that is neither private nor the machine itself.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Command and Control"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0011",
          name: "Command and Control",
          reference: "https://attack.mitre.org/tactics/TA0011/",
        },
        techniques: [
          {
            id: "T1095",
            name: "Non-Application Layer Protocol",
            reference: "https://attack.mitre.org/techniques/T1095/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.network-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "network where host.os.type == \"linux\" and event.action == \"connection_attempted\" and",
      "  process.name : (\"nginx\", \"apache2\", \"httpd\", \"postgres\", \"mysqld\", \"java*\") and",
      "  not cidrMatch(destination.ip, \"10.0.0.0/8\", \"172.16.0.0/12\", \"192.168.0.0/16\", \"127.0.0.0/8\", \"169.254.0.0/16\", \"::1\", \"fe80::/10\", \"fc00::/7\") and",
      "  destination.ip != null and destination.port not in (53, 123) and 1024 > destination.port",
      "",
    ].join("\n"),
    sourceHash: "4865e1f653e50e3f6b2933c5727792815d6646463ad406d24962f77f6a383d50",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_ACTION = path("event.action");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["nginx", "apache2", "httpd", "postgres", "mysqld"]);
  const DESTINATION_IP = path("destination.ip");
  const DESTINATION_IP_NETWORKS = [
    ["00000000000000000000ffff0a000000", "00000000000000000000ffff0affffff"], // 10.0.0.0/8
    ["00000000000000000000ffffac100000", "00000000000000000000ffffac1fffff"], // 172.16.0.0/12
    ["00000000000000000000ffffc0a80000", "00000000000000000000ffffc0a8ffff"], // 192.168.0.0/16
    ["00000000000000000000ffff7f000000", "00000000000000000000ffff7fffffff"], // 127.0.0.0/8
    ["00000000000000000000ffffa9fe0000", "00000000000000000000ffffa9feffff"], // 169.254.0.0/16
    ["00000000000000000000000000000001", "00000000000000000000000000000001"], // ::1
    ["fe800000000000000000000000000000", "febfffffffffffffffffffffffffffff"], // fe80::/10
    ["fc000000000000000000000000000000", "fdffffffffffffffffffffffffffffff"], // fc00::/7
  ];
  const DESTINATION_PORT = path("destination.port");
  const DESTINATION_PORT_VALUES = new Set([53, 123]);
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("network")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("connection_attempted")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    if (
      !processNameCaseless.some(
        (value) => PROCESS_NAME_VALUES.has(value) || value.startsWith("java"),
      )
    ) {
      return false;
    }
    const destinationIp = addresses(event, DESTINATION_IP);
    if (destinationIp.some((value) => inNetworks(value, DESTINATION_IP_NETWORKS))) return false;
    if (destinationIp.length === 0) return false;
    const destinationPort = longs(event, DESTINATION_PORT);
    if (destinationPort.some((value) => DESTINATION_PORT_VALUES.has(value))) return false;
    return destinationPort.some((value) => value < 1024);
  };
  rules.push({ rule, match });
}

// Set User or Group Id on a File
// linux/set-user-id
//
//   event.category:process AND event.type:start AND process.name:chmod AND process.args:(/[ugo]*\+[rwx]*s/ OR /0?[2467][0-7]{3}/) AND process.args_count:>2 AND
//   NOT (user.id:0 OR process.parent.name:(dpkg OR "rpm" OR apt*)) AND NOT process.args:\-\-help
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04",
    name: "Set User or Group Id on a File",
    description: ["A file is given the right to run as its owner or its group.", ""].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Endpoint", "OS: Linux", "Tactic: Privilege Escalation"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0004",
          name: "Privilege Escalation",
          reference: "https://attack.mitre.org/tactics/TA0004/",
        },
        techniques: [
          {
            id: "T1548",
            name: "Abuse Elevation Control Mechanism",
            reference: "https://attack.mitre.org/techniques/T1548/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*", "auditbeat-*"],
    schedule: { interval: "5m", from: "now-9m", to: "now" },
    language: "lucene",
    query: [
      "event.category:process AND event.type:start AND process.name:chmod AND process.args:(/[ugo]*\\+[rwx]*s/ OR /0?[2467][0-7]{3}/) AND process.args_count:>2 AND",
      "NOT (user.id:0 OR process.parent.name:(dpkg OR \"rpm\" OR apt*)) AND NOT process.args:\\-\\-help",
      "",
    ].join("\n"),
    sourceHash: "f4bf51ce16a825ffedfdf29d7609f23dfd141e7c2b9e8fef9e8d36f6b0eae97f",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const PROCESS_NAME = path("process.name");
  const PROCESS_ARGS = path("process.args");
  const PROCESS_ARGS_PATTERN = /^[ugo]*\+[rwx]*s$/su;
  const PROCESS_ARGS_PATTERN2 = /^0?[2467][0-7]{3}$/su;
  const PROCESS_ARGS_COUNT = path("process.args_count");
  const USER_ID = path("user.id");
  const PROCESS_PARENT_NAME = path("process.parent.name");
  const PROCESS_PARENT_NAME_VALUES = new Set(["dpkg", "rpm"]);
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    if (!processName.includes("chmod")) return false;
    const processArgs = texts(event, PROCESS_ARGS);
    if (
      !(
        processArgs.some((value) => PROCESS_ARGS_PATTERN.test(value)) ||
        processArgs.some((value) => PROCESS_ARGS_PATTERN2.test(value))
      )
    ) {
      return false;
    }
    const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
    if (!processArgsCount.some((value) => value > 2)) return false;
    const userId = texts(event, USER_ID);
    const processParentName = texts(event, PROCESS_PARENT_NAME);
    if (
      userId.includes("0") ||
      processParentName.some((value) => PROCESS_PARENT_NAME_VALUES.has(value)) ||
      processParentName.some((value) => value.startsWith("apt"))
    ) {
      return false;
    }
    return !processArgs.includes("--help");
  };
  rules.push({ rule, match });
}

// Tool Installation Detected via Defend for Containers
// linux/tool-installation
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     process.interactive == true and container.id like "*" and
//     (
//       (process.name in ("apt", "apt-get", "dnf", "microdnf", "yum", "zypper", "tdnf") and process.args == "install") or
//       (process.name == "apk" and process.args == "add") or
//       (process.name == "pacman" and process.args like "-*S*") or
//       (process.name in ("rpm", "dpkg") and process.args in ("-i", "--install"))
//     ) and
//     process.args like (
//       "curl", "wget", "socat", "busybox", "openssl", "torsocks",
//       "netcat", "netcat-openbsd", "netcat-traditional", "ncat", "tor",
//       "python*", "perl", "node", "nodejs", "ruby", "lua"
//     )
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "c954cb1f-d19c-4fb0-88d9-21597a339c85",
    name: "Tool Installation Detected via Defend for Containers",
    description: [
      "Someone with an interactive shell in a Linux container installs a network tool or an interpreter with a package manager. Images are",
      "meant to arrive complete: a tool that is added by hand at run time is how an intruder prepares the next step.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "low",
    riskScore: 21,
    tags: [
      "Data Source: Elastic Defend for Containers", "Domain: Container", "OS: Linux",
      "Use Case: Threat Detection", "Tactic: Execution", "Resources: Investigation Guide",
    ],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0002",
          name: "Execution",
          reference: "https://attack.mitre.org/tactics/TA0002/",
        },
        techniques: [
          {
            id: "T1059",
            name: "Command and Scripting Interpreter",
            reference: "https://attack.mitre.org/techniques/T1059/",
            subtechniques: [
              {
                id: "T1059.004",
                name: "Unix Shell",
                reference: "https://attack.mitre.org/techniques/T1059/004/",
              },
            ],
          },
        ],
      },
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0011",
          name: "Command and Control",
          reference: "https://attack.mitre.org/tactics/TA0011/",
        },
        techniques: [
          {
            id: "T1105",
            name: "Ingress Tool Transfer",
            reference: "https://attack.mitre.org/techniques/T1105/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [
      [
        "  People debug running containers. Where that is allowed, except the namespace or the image, not the tool.",
        "  ",
      ].join("\n"),
    ],
    note: [
      "## Triage", "",
      "- Who opened the shell? Find the exec or attach call for this pod in the orchestrator's audit log, at or shortly before the event.",
      "- What was installed, and was it used? Look for processes with that name, and for connections, in the same container afterwards.",
      "- Is the image one that people are expected to change? Compare its file system with the image's manifest.",
      "", "## Response", "",
      "- Stop the container and keep its file system; start a fresh one from the image.",
      "- Replace the credentials that the container could read: its service account, mounted secrets, environment.",
      "- Take package managers and shells out of production images.", "",
    ].join("\n"),
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-cloud_defend.process*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\" and",
      "  process.interactive == true and container.id like \"*\" and", "  (",
      "    (process.name in (\"apt\", \"apt-get\", \"dnf\", \"microdnf\", \"yum\", \"zypper\", \"tdnf\") and process.args == \"install\") or",
      "    (process.name == \"apk\" and process.args == \"add\") or",
      "    (process.name == \"pacman\" and process.args like \"-*S*\") or",
      "    (process.name in (\"rpm\", \"dpkg\") and process.args in (\"-i\", \"--install\"))",
      "  ) and", "  process.args like (",
      "    \"curl\", \"wget\", \"socat\", \"busybox\", \"openssl\", \"torsocks\",",
      "    \"netcat\", \"netcat-openbsd\", \"netcat-traditional\", \"ncat\", \"tor\",",
      "    \"python*\", \"perl\", \"node\", \"nodejs\", \"ruby\", \"lua\"", "  )", "",
    ].join("\n"),
    sourceHash: "c45d0a7eaf097c15e9cd5121549cd224404d531e376584233510f87d682fd9d0",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const EVENT_ACTION = path("event.action");
  const PROCESS_INTERACTIVE = path("process.interactive");
  const CONTAINER_ID = path("container.id");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set([
    "apt", "apt-get", "dnf", "microdnf", "yum", "zypper", "tdnf",
  ]);
  const PROCESS_ARGS = path("process.args");
  const PROCESS_NAME_VALUES2 = new Set(["rpm", "dpkg"]);
  const PROCESS_ARGS_VALUES = new Set(["-i", "--install"]);
  const PROCESS_ARGS_VALUES2 = new Set([
    "curl", "wget", "socat", "busybox", "openssl", "torsocks", "netcat", "netcat-openbsd",
    "netcat-traditional", "ncat", "tor", "perl", "node", "nodejs", "ruby", "lua",
  ]);
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("linux")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const eventAction = texts(event, EVENT_ACTION);
    if (!eventAction.includes("exec")) return false;
    const processInteractive = booleans(event, PROCESS_INTERACTIVE);
    if (!processInteractive.includes(true)) return false;
    const containerId = texts(event, CONTAINER_ID);
    if (containerId.length === 0) return false;
    const processName = texts(event, PROCESS_NAME);
    const processArgs = texts(event, PROCESS_ARGS);
    if (
      !(
        (processName.some((value) => PROCESS_NAME_VALUES.has(value)) &&
          processArgs.includes("install")) ||
        (processName.includes("apk") && processArgs.includes("add")) ||
        (processName.includes("pacman") &&
          processArgs.some((value) => inOrder(value, ["-", "S", ""]))) ||
        (processName.some((value) => PROCESS_NAME_VALUES2.has(value)) &&
          processArgs.some((value) => PROCESS_ARGS_VALUES.has(value)))
      )
    ) {
      return false;
    }
    return processArgs.some(
      (value) => PROCESS_ARGS_VALUES2.has(value) || value.startsWith("python"),
    );
  };
  rules.push({ rule, match });
}

// Small Regular Packets to a High Port
// network/beacon-shape
//
//   network where destination.port >= 49152 and source.packets > 50 and
//     source.bytes / source.packets < 90 and
//     (destination.bytes + source.bytes) % 64 != 0 and
//     divide(destination.bytes, 2.0) <= 5000.5 and
//     source.bytes - 100 > 0 and -1 * destination.packets < -5 and multiply(network.packets, 2) >= 102 and
//     add(source.packets, 0) != 777 and subtract(source.bytes, 1) != 9999
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "a4848a7e-5cc5-4c11-94a8-42a09140112f",
    name: "Small Regular Packets to a High Port",
    description: [
      "A long connection with many small packets, to a high port: the shape of a beacon.", "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "low",
    riskScore: 21,
    tags: ["Domain: Network", "Tactic: Command and Control"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0011",
          name: "Command and Control",
          reference: "https://attack.mitre.org/tactics/TA0011/",
        },
        techniques: [
          {
            id: "T1571",
            name: "Non-Standard Port",
            reference: "https://attack.mitre.org/techniques/T1571/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.network-*", "packetbeat-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "network where destination.port >= 49152 and source.packets > 50 and",
      "  source.bytes / source.packets < 90 and",
      "  (destination.bytes + source.bytes) % 64 != 0 and",
      "  divide(destination.bytes, 2.0) <= 5000.5 and",
      "  source.bytes - 100 > 0 and -1 * destination.packets < -5 and multiply(network.packets, 2) >= 102 and",
      "  add(source.packets, 0) != 777 and subtract(source.bytes, 1) != 9999", "",
    ].join("\n"),
    sourceHash: "803b02549cd868f10f63147fbe51e5089a2a3b7c3faa6d138ee260571b3cabe9",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const DESTINATION_PORT = path("destination.port");
  const SOURCE_PACKETS = path("source.packets");
  const SOURCE_BYTES = path("source.bytes");
  const DESTINATION_BYTES = path("destination.bytes");
  const DESTINATION_PACKETS = path("destination.packets");
  const NETWORK_PACKETS = path("network.packets");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("network")) return false;
    const destinationPort = longs(event, DESTINATION_PORT);
    if (!destinationPort.some((value) => value >= 49152)) return false;
    const sourcePackets = longs(event, SOURCE_PACKETS);
    if (!sourcePackets.some((value) => value > 50)) return false;
    const sourceBytes = longs(event, SOURCE_BYTES);
    if (
      !sourceBytes.some(
        (bytes) => sourcePackets.some(
          (packets) => less(divide(BigInt(bytes), BigInt(packets)), 90) === true,
        ),
      )
    ) {
      return false;
    }
    const destinationBytes = longs(event, DESTINATION_BYTES);
    if (
      destinationBytes.some(
        (bytes) => sourceBytes.some(
          (bytes2) => equal(remainder(add(BigInt(bytes), BigInt(bytes2)), 64n), 0) === true,
        ),
      )
    ) {
      return false;
    }
    if (!destinationBytes.some((value) => divide(BigInt(value), 2) <= 5000.5)) return false;
    if (
      !sourceBytes.some((value) => greater(subtract(BigInt(value), 100n), 0) === true)
    ) {
      return false;
    }
    const destinationPackets = longs(event, DESTINATION_PACKETS);
    if (
      !destinationPackets.some((value) => less(multiply(-1n, BigInt(value)), -5) === true)
    ) {
      return false;
    }
    const networkPackets = longs(event, NETWORK_PACKETS);
    if (
      !networkPackets.some((value) => greaterOrEqual(multiply(BigInt(value), 2n), 102) === true)
    ) {
      return false;
    }
    if (sourcePackets.some((value) => equal(add(BigInt(value), 0n), 777) === true)) return false;
    return !sourceBytes.some((value) => equal(subtract(BigInt(value), 1n), 9999) === true);
  };
  rules.push({ rule, match });
}

// Long Subdomain in a DNS Question
// network/dns-tunnel
//
//   "network" where network.protocol == "dns" and dns.question.type in~ ("txt", "null", "cname") and
//     (length(dns.question.subdomain) >= 52 or dns.question.name regex """[0-9a-f]{40,63}\..+""") and
//     not dns.question.registered_domain in ("akamaized.net", "in-addr.arpa") and
//     dns.answers_count < 10 | head 100
//
//
// Fidelity: over. It may match events that the rule does not.
// - js/limit: a matcher sees one event at a time, so it cannot keep the first 100 alone
{
  const rule = {
    id: "195c5074-465b-4812-8ab2-03d86053cbea",
    name: "Long Subdomain in a DNS Question",
    description: [
      "A question for a record that can carry data, about a name with a very long first part: data leaves, or orders come, by name service.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Network", "Tactic: Exfiltration"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0010",
          name: "Exfiltration",
          reference: "https://attack.mitre.org/tactics/TA0010/",
        },
        techniques: [
          {
            id: "T1048",
            name: "Exfiltration Over Alternative Protocol",
            reference: "https://attack.mitre.org/techniques/T1048/",
            subtechniques: [],
          },
        ],
      },
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0011",
          name: "Command and Control",
          reference: "https://attack.mitre.org/tactics/TA0011/",
        },
        techniques: [
          {
            id: "T1071",
            name: "Application Layer Protocol",
            reference: "https://attack.mitre.org/techniques/T1071/",
            subtechniques: [
              {
                id: "T1071.004",
                name: "DNS",
                reference: "https://attack.mitre.org/techniques/T1071/004/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-network_traffic.dns-*", "packetbeat-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "\"network\" where network.protocol == \"dns\" and dns.question.type in~ (\"txt\", \"null\", \"cname\") and",
      "  (length(dns.question.subdomain) >= 52 or dns.question.name regex \"\"\"[0-9a-f]{40,63}\\..+\"\"\") and",
      "  not dns.question.registered_domain in (\"akamaized.net\", \"in-addr.arpa\") and",
      "  dns.answers_count < 10 | head 100", "",
    ].join("\n"),
    sourceHash: "1be17076a972adde1354f2ff584f8f3ac178901c466cdb7b345bd2c5a2fe7a32",
    verdict: "0.1.0",
    fidelity: "over",
    deviations: [
      {
        code: "js/limit",
        direction: "over",
        reason: "a matcher sees one event at a time, so it cannot keep the first 100 alone",
      },
    ],
  };
  const EVENT_CATEGORY = path("event.category");
  const NETWORK_PROTOCOL = path("network.protocol");
  const DNS_QUESTION_TYPE = path("dns.question.type");
  const DNS_QUESTION_TYPE_VALUES = new Set(["txt", "null", "cname"]);
  const DNS_QUESTION_SUBDOMAIN = path("dns.question.subdomain");
  const DNS_QUESTION_NAME = path("dns.question.name");
  const DNS_QUESTION_NAME_PATTERN = /^[\da-f]{40,63}\..+$/su;
  const DNS_QUESTION_REGISTERED_DOMAIN = path("dns.question.registered_domain");
  const DNS_QUESTION_REGISTERED_DOMAIN_VALUES = new Set(["akamaized.net", "in-addr.arpa"]);
  const DNS_ANSWERS_COUNT = path("dns.answers_count");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("network")) return false;
    const networkProtocol = texts(event, NETWORK_PROTOCOL);
    if (!networkProtocol.includes("dns")) return false;
    const dnsQuestionType = texts(event, DNS_QUESTION_TYPE);
    const dnsQuestionTypeCaseless = dnsQuestionType.map(asciiLower);
    if (!dnsQuestionTypeCaseless.some((value) => DNS_QUESTION_TYPE_VALUES.has(value))) return false;
    const dnsQuestionSubdomain = texts(event, DNS_QUESTION_SUBDOMAIN);
    const dnsQuestionName = texts(event, DNS_QUESTION_NAME);
    if (
      !(
        dnsQuestionSubdomain.some((value) => value.length >= 52) ||
        dnsQuestionName.some((value) => DNS_QUESTION_NAME_PATTERN.test(value))
      )
    ) {
      return false;
    }
    const dnsQuestionRegisteredDomain = texts(event, DNS_QUESTION_REGISTERED_DOMAIN);
    if (
      dnsQuestionRegisteredDomain.some((value) => DNS_QUESTION_REGISTERED_DOMAIN_VALUES.has(value))
    ) {
      return false;
    }
    const dnsAnswersCount = longs(event, DNS_ANSWERS_COUNT);
    return dnsAnswersCount.some((value) => value < 10);
  };
  rules.push({ rule, match });
}

// Remote Sign-In from a New Address
// network/new-remote-admin-pair
//
//   event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.
{
  const rule = {
    id: "c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90",
    name: "Remote Sign-In from a New Address",
    description: [
      "A user signs in over SSH or remote desktop from an address from which that user has not been seen for two weeks.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Endpoint", "Tactic: Lateral Movement"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0008",
          name: "Lateral Movement",
          reference: "https://attack.mitre.org/tactics/TA0008/",
        },
        techniques: [
          {
            id: "T1021",
            name: "Remote Services",
            reference: "https://attack.mitre.org/techniques/T1021/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-system.auth-*", "logs-system.security-*"],
    schedule: { interval: "5m", from: "now-9m", to: "now" },
    language: "kuery",
    query: [
      "event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)",
      "",
    ].join("\n"),
    sourceHash: "19b4175a61106563dfeaf5f8fd40d1f1f35741349a704f9fc49c076ba298df57",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const USER_NAME = path("user.name");
  const SOURCE_IP = path("source.ip");
  const EVENT_CATEGORY = path("event.category");
  const EVENT_OUTCOME = path("event.outcome");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["sshd", "svchost.exe"]);
  const TIMESTAMP = path("@timestamp");
  function events(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("authentication")) return false;
    const eventOutcome = texts(event, EVENT_OUTCOME);
    if (!eventOutcome.includes("success")) return false;
    const processName = texts(event, PROCESS_NAME);
    return processName.some((value) => PROCESS_NAME_VALUES.has(value));
  }
  const createMatcher = (options = {}) => {
    return matcherOf(
      { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
      (bounds, counts) => newTermsMachine(
        {
          where: events,
          by: [
            { read: (event) => texts(event, USER_NAME) },
            { read: (event) => addresses(event, SOURCE_IP).map(addressText) },
          ],
        },
        options,
        bounds,
        counts,
      ),
      options,
    );
  };
  joiningRules.push({ rule, createMatcher });
}

// Remote Administration from Outside
// network/remote-admin-from-outside
//
//   event.category: network and not event.type: denied and network.transport: tcp and
//     (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and
//     destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or "fd00::/8") and
//     source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or "::1" or "fd00::/8")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e",
    name: "Remote Administration from Outside",
    description: [
      "A connection from an address that is not ours to a port by which machines of ours are administered.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Network", "Tactic: Initial Access"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0001",
          name: "Initial Access",
          reference: "https://attack.mitre.org/tactics/TA0001/",
        },
        techniques: [
          {
            id: "T1133",
            name: "External Remote Services",
            reference: "https://attack.mitre.org/techniques/T1133/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-network_traffic.*", "packetbeat-*"],
    schedule: { interval: "5m", from: "now-9m", to: "now" },
    language: "kuery",
    query: [
      "event.category: network and not event.type: denied and network.transport: tcp and",
      "  (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and",
      "  destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or \"fd00::/8\") and",
      "  source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or \"::1\" or \"fd00::/8\")",
      "",
    ].join("\n"),
    sourceHash: "57ad6e3f019f0c25faa96a13207d1bc49eed4c94de4042713be4c00e61bcf20b",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const NETWORK_TRANSPORT = path("network.transport");
  const DESTINATION_PORT = path("destination.port");
  const DESTINATION_PORT_VALUES = new Set([22, 3389, 5900]);
  const DESTINATION_IP = path("destination.ip");
  const DESTINATION_IP_NETWORKS = [
    ["00000000000000000000ffff0a000000", "00000000000000000000ffff0affffff"], // 10.0.0.0/8
    ["00000000000000000000ffffac100000", "00000000000000000000ffffac1fffff"], // 172.16.0.0/12
    ["00000000000000000000ffffc0a80000", "00000000000000000000ffffc0a8ffff"], // 192.168.0.0/16
    ["fd000000000000000000000000000000", "fdffffffffffffffffffffffffffffff"], // fd00::/8
  ];
  const SOURCE_IP = path("source.ip");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("network")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (eventType.includes("denied")) return false;
    const networkTransport = texts(event, NETWORK_TRANSPORT);
    if (!networkTransport.includes("tcp")) return false;
    const destinationPort = longs(event, DESTINATION_PORT);
    if (
      !(
        destinationPort.some((value) => DESTINATION_PORT_VALUES.has(value)) ||
        (destinationPort.some((value) => value >= 5985) &&
          destinationPort.some((value) => value <= 5986))
      )
    ) {
      return false;
    }
    const destinationIp = addresses(event, DESTINATION_IP);
    if (!destinationIp.some((value) => inNetworks(value, DESTINATION_IP_NETWORKS))) return false;
    const sourceIp = addresses(event, SOURCE_IP);
    if (sourceIp.length === 0) return false;
    return !(
      sourceIp.some(
        (value) =>
          value === "00000000000000000000ffff7f000001" ||
          value === "00000000000000000000000000000001",
      ) ||
      sourceIp.some((value) => inNetworks(value, DESTINATION_IP_NETWORKS))
    );
  };
  rules.push({ rule, match });
}

// Web Parameter Out of Range Answered by the Server
// network/web-scan-by-status
//
//   any where event.category == "web" and http.request.method in~ ("get", "post") and
//     string(http.response.status_code) like "2??" and
//     number(between(url.query, "id=", "&")) > 1000000 and
//     not http.response.status_code == 204 and url.path regex~ "/api/v[0-9]+/(users|orders)/?"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "368d6b0e-1bcf-4865-9115-bf291f81035c",
    name: "Web Parameter Out of Range Answered by the Server",
    description: [
      "A request carries a numeric identifier far above those in use, and the server answers all the same: someone counts through records.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "low",
    riskScore: 21,
    tags: ["Domain: Network", "Data Source: Web", "Tactic: Discovery"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0007",
          name: "Discovery",
          reference: "https://attack.mitre.org/tactics/TA0007/",
        },
        techniques: [
          {
            id: "T1595",
            name: "Active Scanning",
            reference: "https://attack.mitre.org/techniques/T1595/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-nginx.access-*", "logs-apache.access-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "any where event.category == \"web\" and http.request.method in~ (\"get\", \"post\") and",
      "  string(http.response.status_code) like \"2??\" and",
      "  number(between(url.query, \"id=\", \"&\")) > 1000000 and",
      "  not http.response.status_code == 204 and url.path regex~ \"/api/v[0-9]+/(users|orders)/?\"",
      "",
    ].join("\n"),
    sourceHash: "2eb21d15786dfc0c56f9cc2992834781f0b8554639d7a550ae016d54c74dba21",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HTTP_REQUEST_METHOD = path("http.request.method");
  const HTTP_REQUEST_METHOD_VALUES = new Set(["get", "post"]);
  const HTTP_RESPONSE_STATUS_CODE = path("http.response.status_code");
  const HTTP_RESPONSE_STATUS_CODE_PATTERN =
    /^2[^\n\r\x85\u{2028}\u{2029}][^\n\r\x85\u{2028}\u{2029}]$/su;
  const URL_QUERY = path("url.query");
  const URL_PATH = path("url.path");
  const URL_PATH_PATTERN =
    /^\/[Aa][Pp][Ii]\/[Vv]\d+\/(?:[Uu][Ssſ][Ee][Rr][Ssſ]|[Oo][Rr][Dd][Ee][Rr][Ssſ])\/?$/su;
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("web")) return false;
    const httpRequestMethod = texts(event, HTTP_REQUEST_METHOD);
    const httpRequestMethodCaseless = httpRequestMethod.map(asciiLower);
    if (
      !httpRequestMethodCaseless.some((value) => HTTP_REQUEST_METHOD_VALUES.has(value))
    ) {
      return false;
    }
    const httpResponseStatusCode = longs(event, HTTP_RESPONSE_STATUS_CODE);
    if (
      !httpResponseStatusCode.some(
        (value) => HTTP_RESPONSE_STATUS_CODE_PATTERN.test(lift(String, value)),
      )
    ) {
      return false;
    }
    const urlQuery = texts(event, URL_QUERY);
    if (
      !urlQuery.some(
        (value) => greater(parseNumber(between(value, "id=", "&", false), null), 1000000) === true,
      )
    ) {
      return false;
    }
    if (httpResponseStatusCode.includes(204)) return false;
    const urlPath = texts(event, URL_PATH);
    return urlPath.some((value) => URL_PATH_PATTERN.test(value));
  };
  rules.push({ rule, match });
}

// Contact with Known Infrastructure of Attackers
// threat/contact-with-known-infrastructure
//
//   event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.
{
  const rule = {
    id: "2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5",
    name: "Contact with Known Infrastructure of Attackers",
    description: [
      "A host connects to an address and port, or asks for a URL, that a threat feed has named within the last thirty days with more than low confidence.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["Domain: Network", "Tactic: Command and Control"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0011",
          name: "Command and Control",
          reference: "https://attack.mitre.org/tactics/TA0011/",
        },
        techniques: [
          {
            id: "T1071",
            name: "Application Layer Protocol",
            reference: "https://attack.mitre.org/techniques/T1071/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-network_traffic.*", "logs-endpoint.events.network-*", "logs-ti_*"],
    schedule: { interval: "1h", from: "now-65m", to: "now" },
    language: "kuery",
    query: [
      "event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*",
      "",
    ].join("\n"),
    sourceHash: "8b83eea96170208df969fb1989e2bccdc528ae80a5d8b63d9bb61b4ed87689de",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const TIMESTAMP = path("@timestamp");
  const EVENT_KIND = path("event.kind");
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const THREAT_INDICATOR_CONFIDENCE = path("threat.indicator.confidence");
  const THREAT_INDICATOR_CONFIDENCE_VALUES = new Set(["None", "Low"]);
  const DESTINATION_IP = path("destination.ip");
  const URL_FULL = path("url.full");
  const THREAT_INDICATOR_IP = path("threat.indicator.ip");
  const DESTINATION_PORT = path("destination.port");
  const THREAT_INDICATOR_PORT = path("threat.indicator.port");
  const THREAT_INDICATOR_URL_FULL = path("threat.indicator.url.full");
  function indicators(event, now) {
    if (!isEvent(event)) return false;
    const timestamp = dates(event, TIMESTAMP);
    const now_minus_30d_by_d = startOf(now - 2592000000, 86400000);
    if (!timestamp.some((value) => value >= now_minus_30d_by_d)) return false;
    const eventKind = texts(event, EVENT_KIND);
    if (!eventKind.includes("enrichment")) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("threat")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("indicator")) return false;
    const threatIndicatorConfidence = texts(event, THREAT_INDICATOR_CONFIDENCE);
    return !threatIndicatorConfidence.some(
      (value) => THREAT_INDICATOR_CONFIDENCE_VALUES.has(value),
    );
  }
  function events(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    const eventType = texts(event, EVENT_TYPE);
    const destinationIp = addresses(event, DESTINATION_IP);
    const urlFull = texts(event, URL_FULL);
    return (
      (eventCategory.includes("network") &&
        !eventType.includes("denied") &&
        destinationIp.length > 0) ||
      (eventCategory.includes("web") && urlFull.length > 0)
    );
  }
  const createMatcher = (options = {}) => {
    return matcherOf(
      { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
      (bounds, counts) => indicatorMachine(
        {
          where: events,
          indicators: indicators,
          timed: true,
          groups: [
            [
              {
                event: (event) => addresses(event, DESTINATION_IP).map(addressText),
                indicator: (event) => addresses(event, THREAT_INDICATOR_IP).map(addressText),
              },
              {
                event: (event) => longs(event, DESTINATION_PORT),
                indicator: (event) => longs(event, THREAT_INDICATOR_PORT),
              },
            ],
            [
              {
                event: (event) => texts(event, URL_FULL),
                indicator: (event) => texts(event, THREAT_INDICATOR_URL_FULL),
              },
            ],
          ],
        },
        options,
      ),
      options,
    );
  };
  joiningRules.push({ rule, createMatcher });
}

// Archive Written by a Script Host
// windows/archive-by-script
//
//   event.category: file and event.type: creation and process.name: (powershell.exe or pwsh.exe or wscript.exe) and file.extension: (zip or 7z or rar)
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3",
    name: "Archive Written by a Script Host",
    description: [
      "A script host writes an archive. Folders in which tools of the house do so are left out by filters, as Kibana's rule editor makes them.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "low",
    riskScore: 21,
    tags: ["Domain: Endpoint", "OS: Windows", "Tactic: Collection"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0009",
          name: "Collection",
          reference: "https://attack.mitre.org/tactics/TA0009/",
        },
        techniques: [
          {
            id: "T1560",
            name: "Archive Collected Data",
            reference: "https://attack.mitre.org/techniques/T1560/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.file-*"],
    schedule: { interval: "5m", from: "now-9m", to: "now" },
    language: "kuery",
    query: [
      "event.category: file and event.type: creation and process.name: (powershell.exe or pwsh.exe or wscript.exe) and file.extension: (zip or 7z or rar)",
      "",
    ].join("\n"),
    sourceHash: "b84aac7952aafb11ad14e456a5caa00e0427b4dfb7129270a30346425ca33d73",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["powershell.exe", "pwsh.exe", "wscript.exe"]);
  const FILE_EXTENSION = path("file.extension");
  const FILE_EXTENSION_VALUES = new Set(["zip", "7z", "rar"]);
  const FILE_PATH = path("file.path");
  const FILE_PATH_PATTERN = /^.:\\programdata\\backup\\/su;
  const USER_NAME = path("user.name");
  const FILE_SIZE = path("file.size");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("file")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("creation")) return false;
    const processName = texts(event, PROCESS_NAME);
    if (!processName.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
    const fileExtension = texts(event, FILE_EXTENSION);
    if (!fileExtension.some((value) => FILE_EXTENSION_VALUES.has(value))) return false;
    const filePath = texts(event, FILE_PATH);
    const filePathCaseless = filePath.map(asciiLower);
    if (filePathCaseless.some((value) => FILE_PATH_PATTERN.test(value))) return false;
    const userName = texts(event, USER_NAME);
    if (userName.includes("backup") || userName.includes("svc-archive")) return false;
    const fileSize = longs(event, FILE_SIZE);
    return fileSize.some((value) => value >= 1048576);
  };
  rules.push({ rule, match });
}

// Certutil Downloads a File
// windows/certutil-download
//
//   process where host.os.type == "windows" and event.type == "start" and
//     (process.name : "certutil.exe" or ?process.pe.original_file_name == "CertUtil.exe") and
//     process.args : ("?urlcache", "?verifyctl") and process.args : ("?f", "?split") and
//     process.command_line : "*http*://*"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8",
    name: "Certutil Downloads a File",
    description: [
      "The certificate tool of Windows is used to fetch a file from the network, under its own name or a new one.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Command and Control"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0011",
          name: "Command and Control",
          reference: "https://attack.mitre.org/tactics/TA0011/",
        },
        techniques: [
          {
            id: "T1105",
            name: "Ingress Tool Transfer",
            reference: "https://attack.mitre.org/techniques/T1105/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*", "winlogbeat-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"windows\" and event.type == \"start\" and",
      "  (process.name : \"certutil.exe\" or ?process.pe.original_file_name == \"CertUtil.exe\") and",
      "  process.args : (\"?urlcache\", \"?verifyctl\") and process.args : (\"?f\", \"?split\") and",
      "  process.command_line : \"*http*://*\"", "",
    ].join("\n"),
    sourceHash: "041c62c6ecbb042b5f9022e7d162642b0dc78c63a6a73bdc5c6d1dc8c4ba5e29",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const PROCESS_NAME = path("process.name");
  const PROCESS_PE_ORIGINAL_FILE_NAME = path("process.pe.original_file_name");
  const PROCESS_ARGS = path("process.args");
  const PROCESS_ARGS_PATTERNS = [/^.urlcache$/su, /^.verifyctl$/su];
  const PROCESS_ARGS_PATTERNS2 = [/^.f$/su, /^.split$/su];
  const PROCESS_COMMAND_LINE = path("process.command_line");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("windows")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    const processPeOriginalFileName = texts(event, PROCESS_PE_ORIGINAL_FILE_NAME);
    if (
      !(
        processNameCaseless.includes("certutil.exe") ||
        processPeOriginalFileName.includes("CertUtil.exe")
      )
    ) {
      return false;
    }
    const processArgs = texts(event, PROCESS_ARGS);
    const processArgsCaseless = processArgs.map(asciiLower);
    if (
      !processArgsCaseless.some(
        (value) => PROCESS_ARGS_PATTERNS.some((pattern) => pattern.test(value)),
      )
    ) {
      return false;
    }
    if (
      !processArgsCaseless.some(
        (value) => PROCESS_ARGS_PATTERNS2.some((pattern) => pattern.test(value)),
      )
    ) {
      return false;
    }
    const processCommandLine = texts(event, PROCESS_COMMAND_LINE);
    const processCommandLineCaseless = processCommandLine.map(asciiLower);
    return processCommandLineCaseless.some((value) => inOrder(value, ["", "http", "://", ""]));
  };
  rules.push({ rule, match });
}

// Discovery of User, Network and Groups
// windows/discovery-burst
//
//   sample by host.id, user.id
//     [process where event.type == "start" and process.name : "whoami.exe"]
//     [process where event.type == "start" and process.name : ("ipconfig.exe", "route.exe", "arp.exe")]
//     [process where event.type == "start" and process.name : ("net.exe", "net1.exe") and process.args : ("group", "localgroup")]
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.
{
  const rule = {
    id: "b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72",
    name: "Discovery of User, Network and Groups",
    description: [
      "On one host one user asks who they are, what the network looks like and who the administrators are, in any order. Each alone is what administrators do.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "low",
    riskScore: 21,
    tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Discovery"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0007",
          name: "Discovery",
          reference: "https://attack.mitre.org/tactics/TA0007/",
        },
        techniques: [
          {
            id: "T1033",
            name: "System Owner/User Discovery",
            reference: "https://attack.mitre.org/techniques/T1033/",
            subtechniques: [],
          },
          {
            id: "T1016",
            name: "System Network Configuration Discovery",
            reference: "https://attack.mitre.org/techniques/T1016/",
            subtechniques: [],
          },
          {
            id: "T1069",
            name: "Permission Groups Discovery",
            reference: "https://attack.mitre.org/techniques/T1069/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: [
      "logs-endpoint.events.process-*", "logs-endpoint.events.process-*",
      "logs-endpoint.events.process-*",
    ],
    schedule: { interval: "10m", from: "now-15m", to: "now" },
    language: "eql",
    query: [
      "sample by host.id, user.id",
      "  [process where event.type == \"start\" and process.name : \"whoami.exe\"]",
      "  [process where event.type == \"start\" and process.name : (\"ipconfig.exe\", \"route.exe\", \"arp.exe\")]",
      "  [process where event.type == \"start\" and process.name : (\"net.exe\", \"net1.exe\") and process.args : (\"group\", \"localgroup\")]",
      "",
    ].join("\n"),
    sourceHash: "ac9ccf777f8d1bffd7a14195b62bcf2990e55857113eebf5d83a27212aa70eaa",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const PROCESS_NAME = path("process.name");
  const HOST_ID = path("host.id");
  const USER_ID = path("user.id");
  const PROCESS_NAME_VALUES = new Set(["ipconfig.exe", "route.exe", "arp.exe"]);
  const PROCESS_NAME_VALUES2 = new Set(["net.exe", "net1.exe"]);
  const PROCESS_ARGS = path("process.args");
  const PROCESS_ARGS_VALUES = new Set(["group", "localgroup"]);
  const TIMESTAMP = path("@timestamp");
  // [process where event.type == "start" and process.name : "whoami.exe"]
  function stage1(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    return processNameCaseless.includes("whoami.exe");
  }
  // [process where event.type == "start" and process.name : ("ipconfig.exe", "route.exe", "arp.exe")]
  function stage2(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    return processNameCaseless.some((value) => PROCESS_NAME_VALUES.has(value));
  }
  // [process where event.type == "start" and process.name : ("net.exe", "net1.exe") and process.args : ("group", "localgroup")]
  function stage3(event) {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    if (!processNameCaseless.some((value) => PROCESS_NAME_VALUES2.has(value))) return false;
    const processArgs = texts(event, PROCESS_ARGS);
    const processArgsCaseless = processArgs.map(asciiLower);
    return processArgsCaseless.some((value) => PROCESS_ARGS_VALUES.has(value));
  }
  const createMatcher = (options = {}) => {
    return matcherOf(
      { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
      (bounds, counts) => sampleMachine(
        {
          stages: [
            {
              where: stage1,
              by: [
                { read: (event) => texts(event, HOST_ID) },
                { read: (event) => texts(event, USER_ID) },
              ],
            },
            {
              where: stage2,
              by: [
                { read: (event) => texts(event, HOST_ID) },
                { read: (event) => texts(event, USER_ID) },
              ],
            },
            {
              where: stage3,
              by: [
                { read: (event) => texts(event, HOST_ID) },
                { read: (event) => texts(event, USER_ID) },
              ],
            },
          ],
        },
        bounds,
        counts,
      ),
      options,
    );
  };
  joiningRules.push({ rule, createMatcher });
}

// Executable with a Document's Extension in Front
// windows/double-extension
//
//   file where host.os.type == "windows" and event.type in ("creation", "change") and
//     endsWith~(file.name, ".exe") and
//     file.name regex~ """.+\.(pdf|docx?|xlsx?|txt|jpe?g|png)\.(exe|scr)""" and
//     indexOf(file.name, ".") != null and indexOf~(file.path, "\\DOWNLOADS\\") > 0 and
//     not stringContains~(file.path, "\\Vendor\\") and file.size < 52428800
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "65ca079b-8ac6-41e8-856f-1c94c0ec4fc8",
    name: "Executable with a Document's Extension in Front",
    description: [
      "A program is written whose name shows a document's extension just before its real one.", "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Defense Evasion"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0005",
          name: "Defense Evasion",
          reference: "https://attack.mitre.org/tactics/TA0005/",
        },
        techniques: [
          {
            id: "T1036",
            name: "Masquerading",
            reference: "https://attack.mitre.org/techniques/T1036/",
            subtechniques: [
              {
                id: "T1036.007",
                name: "Double File Extension",
                reference: "https://attack.mitre.org/techniques/T1036/007/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.file-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "file where host.os.type == \"windows\" and event.type in (\"creation\", \"change\") and",
      "  endsWith~(file.name, \".exe\") and",
      "  file.name regex~ \"\"\".+\\.(pdf|docx?|xlsx?|txt|jpe?g|png)\\.(exe|scr)\"\"\" and",
      "  indexOf(file.name, \".\") != null and indexOf~(file.path, \"\\\\DOWNLOADS\\\\\") > 0 and",
      "  not stringContains~(file.path, \"\\\\Vendor\\\\\") and file.size < 52428800", "",
    ].join("\n"),
    sourceHash: "82869b651ae8240ceda8cd2192ab033fd135731ec855a3a645aef66674bffd8b",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const EVENT_TYPE_VALUES = new Set(["creation", "change"]);
  const FILE_NAME = path("file.name");
  const FILE_NAME_PATTERN =
    /^.+\.(?:[Pp][Dd][Ff]|[Dd][Oo][Cc][Xx]?|[Xx][Ll][Ssſ][Xx]?|[Tt][Xx][Tt]|[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg])\.(?:[Ee][Xx][Ee]|[Ssſ][Cc][Rr])$/su;
  const FILE_PATH = path("file.path");
  const FILE_SIZE = path("file.size");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("file")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("windows")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.some((value) => EVENT_TYPE_VALUES.has(value))) return false;
    const fileName = texts(event, FILE_NAME);
    const fileNameCaseless = fileName.map(asciiLower);
    if (!fileNameCaseless.some((value) => value.endsWith(".exe"))) return false;
    if (!fileName.some((value) => FILE_NAME_PATTERN.test(value))) return false;
    if (orNull(fileName).some((value) => indexOf(value, ".", null) === null)) return false;
    const filePath = texts(event, FILE_PATH);
    if (
      !filePath.some((value) => greater(indexOfFolded(value, "\\DOWNLOADS\\", null), 0) === true)
    ) {
      return false;
    }
    const filePathCaseless = filePath.map(asciiLower);
    if (filePathCaseless.some((value) => value.includes("\\vendor\\"))) return false;
    const fileSize = longs(event, FILE_SIZE);
    return fileSize.some((value) => value < 52428800);
  };
  rules.push({ rule, match });
}

// Long Encoded PowerShell Command
// windows/encoded-powershell
//
//   process where host.os.type == "windows" and event.type == "start" and
//     process.name in~ ("powershell.exe", "pwsh.exe", "powershell_ise.exe") and
//     wildcard~(process.command_line, "* -nop *", "* -noni *", "* -w* hidden *") and
//     length(between~(process.command_line, " -ENC ", "=", true)) > 40 and
//     not concat(process.parent.name, ">", process.name) : ("ccmexec.exe>*", "gpscript.exe>powershell.exe")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "ed8e8da3-a52c-425e-91b3-909980c4b1da",
    name: "Long Encoded PowerShell Command",
    description: [
      "PowerShell is started with an encoded command that is too long to be a habit.", "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Execution"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0002",
          name: "Execution",
          reference: "https://attack.mitre.org/tactics/TA0002/",
        },
        techniques: [
          {
            id: "T1059",
            name: "Command and Scripting Interpreter",
            reference: "https://attack.mitre.org/techniques/T1059/",
            subtechniques: [
              {
                id: "T1059.001",
                name: "PowerShell",
                reference: "https://attack.mitre.org/techniques/T1059/001/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"windows\" and event.type == \"start\" and",
      "  process.name in~ (\"powershell.exe\", \"pwsh.exe\", \"powershell_ise.exe\") and",
      "  wildcard~(process.command_line, \"* -nop *\", \"* -noni *\", \"* -w* hidden *\") and",
      "  length(between~(process.command_line, \" -ENC \", \"=\", true)) > 40 and",
      "  not concat(process.parent.name, \">\", process.name) : (\"ccmexec.exe>*\", \"gpscript.exe>powershell.exe\")",
      "",
    ].join("\n"),
    sourceHash: "68ca62515356c3c77d9b00edc6c371534d3544d766a1003b19e1f0e94bb65a31",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["powershell.exe", "pwsh.exe", "powershell_ise.exe"]);
  const PROCESS_COMMAND_LINE = path("process.command_line");
  const PROCESS_PARENT_NAME = path("process.parent.name");
  const PROCESS_PARENT_NAME_PATTERN = /^ccmexec\.exe>[^\n\r\x85\u{2028}\u{2029}]*$/su;
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("windows")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    if (!processNameCaseless.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
    const processCommandLine = texts(event, PROCESS_COMMAND_LINE);
    const processCommandLineCaseless = processCommandLine.map(asciiLower);
    if (
      !processCommandLineCaseless.some(
        (value) =>
          value.includes(" -nop ") ||
          value.includes(" -noni ") ||
          inOrder(value, ["", " -w", " hidden ", ""]),
      )
    ) {
      return false;
    }
    if (
      !processCommandLine.some(
        (value) => greater(lengthOf(betweenFolded(value, " -ENC ", "=", true)), 40) === true,
      )
    ) {
      return false;
    }
    const processParentName = texts(event, PROCESS_PARENT_NAME);
    return !(
      processParentName.some(
        (name) => processName.some(
          (name2) => concat(name, ">", name2).toLowerCase() === "gpscript.exe>powershell.exe",
        ),
      ) ||
      processParentName.some(
        (name) => processName.some(
          (name2) => PROCESS_PARENT_NAME_PATTERN.test(asciiLower(concat(name, ">", name2))),
        ),
      )
    );
  };
  rules.push({ rule, match });
}

// Office Application Starts a Script Host
// windows/office-child
//
//   process where host.os.type == "windows" and event.type == "start" and
//     process.parent.name : ("winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe") and
//     process.name : ("cmd.exe", "powershell.exe", "wscript.exe", "cscript.exe", "mshta.exe", "rundll32.exe") and
//     not (process.name : "rundll32.exe" and process.args : "*printui.dll*") and
//     not (?user.id == "S-1-5-18" and process.parent.name : "outlook.exe") and
//     `process`.pid > 4 and not process.args_count == 0
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "1d99d31b-921e-4052-9261-4d04c534711f",
    name: "Office Application Starts a Script Host",
    description: ["A program of the office suite starts a shell or a script host.", ""].join("\n"),
    version: 1,
    enabled: false,
    severity: "high",
    riskScore: 73,
    tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Initial Access"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0001",
          name: "Initial Access",
          reference: "https://attack.mitre.org/tactics/TA0001/",
        },
        techniques: [
          {
            id: "T1566",
            name: "Phishing",
            reference: "https://attack.mitre.org/techniques/T1566/",
            subtechniques: [
              {
                id: "T1566.001",
                name: "Spearphishing Attachment",
                reference: "https://attack.mitre.org/techniques/T1566/001/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "process where host.os.type == \"windows\" and event.type == \"start\" and",
      "  process.parent.name : (\"winword.exe\", \"excel.exe\", \"powerpnt.exe\", \"outlook.exe\", \"onenote.exe\") and",
      "  process.name : (\"cmd.exe\", \"powershell.exe\", \"wscript.exe\", \"cscript.exe\", \"mshta.exe\", \"rundll32.exe\") and",
      "  not (process.name : \"rundll32.exe\" and process.args : \"*printui.dll*\") and",
      "  not (?user.id == \"S-1-5-18\" and process.parent.name : \"outlook.exe\") and",
      "  `process`.pid > 4 and not process.args_count == 0", "",
    ].join("\n"),
    sourceHash: "8e49b0b5667fb1d4cd76d01dea8d8e8fdcfa1be41bb12c9936ed84226bd71519",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const PROCESS_PARENT_NAME = path("process.parent.name");
  const PROCESS_PARENT_NAME_VALUES = new Set([
    "winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe",
  ]);
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set([
    "cmd.exe", "powershell.exe", "wscript.exe", "cscript.exe", "mshta.exe", "rundll32.exe",
  ]);
  const PROCESS_ARGS = path("process.args");
  const USER_ID = path("user.id");
  const PROCESS_PID = path("process.pid");
  const PROCESS_ARGS_COUNT = path("process.args_count");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("windows")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processParentName = texts(event, PROCESS_PARENT_NAME);
    const processParentNameCaseless = processParentName.map(asciiLower);
    if (
      !processParentNameCaseless.some((value) => PROCESS_PARENT_NAME_VALUES.has(value))
    ) {
      return false;
    }
    const processName = texts(event, PROCESS_NAME);
    const processNameCaseless = processName.map(asciiLower);
    if (!processNameCaseless.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
    const processArgs = texts(event, PROCESS_ARGS);
    const processArgsCaseless = processArgs.map(asciiLower);
    if (
      processNameCaseless.includes("rundll32.exe") &&
      processArgsCaseless.some((value) => value.includes("printui.dll"))
    ) {
      return false;
    }
    const userId = texts(event, USER_ID);
    if (
      userId.includes("S-1-5-18") && processParentNameCaseless.includes("outlook.exe")
    ) {
      return false;
    }
    const processPid = longs(event, PROCESS_PID);
    if (!processPid.some((value) => value > 4)) return false;
    const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
    return !processArgsCount.includes(0);
  };
  rules.push({ rule, match });
}

// Run Key Points to a User-Writable Folder
// windows/run-key
//
//   registry where host.os.type == "windows" and event.type == "change" and
//     registry.path : (
//       """HK*\Software\Microsoft\Windows\CurrentVersion\Run\*""",
//       "HK*\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce\\*"
//     ) and
//     length(registry.data.strings) < 260 and
//     registry.data.strings regex~ """\"?[a-zA-Z]:\\users\\[^\\]+\\appdata\\.*\.(exe|js|vbs|ps1).*""" and
//     not startsWith~(registry.data.strings, "C:\\Users\\Public\\Vendor\\")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "e7db0141-a97d-4e5f-85a3-392699441301",
    name: "Run Key Points to a User-Writable Folder",
    description: [
      "A program below a user's folder is entered where Windows starts programs at logon.", "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Persistence"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0003",
          name: "Persistence",
          reference: "https://attack.mitre.org/tactics/TA0003/",
        },
        techniques: [
          {
            id: "T1547",
            name: "Boot or Logon Autostart Execution",
            reference: "https://attack.mitre.org/techniques/T1547/",
            subtechniques: [
              {
                id: "T1547.001",
                name: "Registry Run Keys / Startup Folder",
                reference: "https://attack.mitre.org/techniques/T1547/001/",
              },
            ],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.registry-*"],
    schedule: { interval: "5m", from: "now-6m", to: "now" },
    language: "eql",
    query: [
      "registry where host.os.type == \"windows\" and event.type == \"change\" and",
      "  registry.path : (",
      "    \"\"\"HK*\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\*\"\"\",",
      "    \"HK*\\\\Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\RunOnce\\\\*\"",
      "  ) and", "  length(registry.data.strings) < 260 and",
      "  registry.data.strings regex~ \"\"\"\\\"?[a-zA-Z]:\\\\users\\\\[^\\\\]+\\\\appdata\\\\.*\\.(exe|js|vbs|ps1).*\"\"\" and",
      "  not startsWith~(registry.data.strings, \"C:\\\\Users\\\\Public\\\\Vendor\\\\\")", "",
    ].join("\n"),
    sourceHash: "54807a2b6b7999fa209f10113fba4e7d35766abaff512495bd306b2dbdfdf05a",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const EVENT_CATEGORY = path("event.category");
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_TYPE = path("event.type");
  const REGISTRY_PATH = path("registry.path");
  const REGISTRY_DATA_STRINGS = path("registry.data.strings");
  const REGISTRY_DATA_STRINGS_PATTERN =
    /^"?[a-zA-Z]:\\[Uu][Ssſ][Ee][Rr][Ssſ]\\[^\\]+\\[Aa][Pp][Pp][Dd][Aa][Tt][Aa]\\.*\.(?:[Ee][Xx][Ee]|[Jj][Ssſ]|[Vv][Bb][Ssſ]|[Pp][Ssſ]1)/su;
  const match = (event) => {
    if (!isEvent(event)) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("registry")) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("windows")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("change")) return false;
    const registryPath = texts(event, REGISTRY_PATH);
    const registryPathCaseless = registryPath.map(asciiLower);
    if (
      !registryPathCaseless.some(
        (value) =>
          inOrder(value, ["hk", "\\software\\microsoft\\windows\\currentversion\\run\\", ""]) ||
          inOrder(value, ["hk", "\\software\\microsoft\\windows\\currentversion\\runonce\\", ""]),
      )
    ) {
      return false;
    }
    const registryDataStrings = texts(event, REGISTRY_DATA_STRINGS);
    if (!registryDataStrings.some((value) => value.length < 260)) return false;
    if (
      !registryDataStrings.some((value) => REGISTRY_DATA_STRINGS_PATTERN.test(value))
    ) {
      return false;
    }
    const registryDataStringsCaseless = registryDataStrings.map(asciiLower);
    return !registryDataStringsCaseless.some(
      (value) => value.startsWith("c:\\users\\public\\vendor\\"),
    );
  };
  rules.push({ rule, match });
}

// Interpreter in a Temporary Folder
// windows/temporary-interpreter
//
//   host.os.type: windows and event.category: process and event.type: start and
//     (process.executable: (C\:\\Windows\\Temp\\*.exe or C\:\\Users\\*\\AppData\\Local\\Temp\\*) or
//      process.args: (*\\AppData\\Local\\Temp\\*.vbs or "C:\\temp\\run.js" or //E\:jscript)) and
//     process.name: (wscript.exe or cscript.exe or python*.exe) and not process.parent.name: ("msiexec.exe" or "setup.exe") and
//     process.args_count > 1
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42",
    name: "Interpreter in a Temporary Folder",
    description: [
      "An interpreter of scripts starts from a folder that everybody may write to, or is given a script that lies in one.",
      "",
    ].join("\n"),
    version: 1,
    enabled: false,
    severity: "medium",
    riskScore: 47,
    tags: ["Domain: Endpoint", "OS: Windows", "Tactic: Execution"],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0002",
          name: "Execution",
          reference: "https://attack.mitre.org/tactics/TA0002/",
        },
        techniques: [
          {
            id: "T1059",
            name: "Command and Scripting Interpreter",
            reference: "https://attack.mitre.org/techniques/T1059/",
            subtechniques: [],
          },
        ],
      },
    ],
    author: ["Verdict"],
    license: "Apache-2.0",
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: ["logs-endpoint.events.process-*", "winlogbeat-*"],
    schedule: { interval: "5m", from: "now-9m", to: "now" },
    language: "kuery",
    query: [
      "host.os.type: windows and event.category: process and event.type: start and",
      "  (process.executable: (C\\:\\\\Windows\\\\Temp\\\\*.exe or C\\:\\\\Users\\\\*\\\\AppData\\\\Local\\\\Temp\\\\*) or",
      "   process.args: (*\\\\AppData\\\\Local\\\\Temp\\\\*.vbs or \"C:\\\\temp\\\\run.js\" or //E\\:jscript)) and",
      "  process.name: (wscript.exe or cscript.exe or python*.exe) and not process.parent.name: (\"msiexec.exe\" or \"setup.exe\") and",
      "  process.args_count > 1", "",
    ].join("\n"),
    sourceHash: "cb8a645149869d56e701ac318bf6cc1598cda3cb48f0d1b68944d1dcd33659c2",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const HOST_OS_TYPE = path("host.os.type");
  const EVENT_CATEGORY = path("event.category");
  const EVENT_TYPE = path("event.type");
  const PROCESS_EXECUTABLE = path("process.executable");
  const PROCESS_ARGS = path("process.args");
  const PROCESS_ARGS_VALUES = new Set(["C:\\temp\\run.js", "//E:jscript"]);
  const PROCESS_NAME = path("process.name");
  const PROCESS_NAME_VALUES = new Set(["wscript.exe", "cscript.exe"]);
  const PROCESS_PARENT_NAME = path("process.parent.name");
  const PROCESS_PARENT_NAME_VALUES = new Set(["msiexec.exe", "setup.exe"]);
  const PROCESS_ARGS_COUNT = path("process.args_count");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const hostOsType = texts(event, HOST_OS_TYPE);
    if (!hostOsType.includes("windows")) return false;
    const eventCategory = texts(event, EVENT_CATEGORY);
    if (!eventCategory.includes("process")) return false;
    const eventType = texts(event, EVENT_TYPE);
    if (!eventType.includes("start")) return false;
    const processExecutable = texts(event, PROCESS_EXECUTABLE);
    const processArgs = texts(event, PROCESS_ARGS);
    if (
      !(
        processExecutable.some(
          (value) =>
            inOrder(value, ["C:\\Windows\\Temp\\", ".exe"]) ||
            inOrder(value, ["C:\\Users\\", "\\AppData\\Local\\Temp\\", ""]),
        ) ||
        processArgs.some((value) => PROCESS_ARGS_VALUES.has(value)) ||
        processArgs.some((value) => inOrder(value, ["", "\\AppData\\Local\\Temp\\", ".vbs"]))
      )
    ) {
      return false;
    }
    const processName = texts(event, PROCESS_NAME);
    if (
      !(
        processName.some((value) => PROCESS_NAME_VALUES.has(value)) ||
        processName.some((value) => inOrder(value, ["python", ".exe"]))
      )
    ) {
      return false;
    }
    const processParentName = texts(event, PROCESS_PARENT_NAME);
    if (processParentName.some((value) => PROCESS_PARENT_NAME_VALUES.has(value))) return false;
    const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
    return processArgsCount.some((value) => value > 1);
  };
  rules.push({ rule, match });
}

/** Undefined if one of these failed, null if one is missing, else false. */
function absent(...operands) {
  if (operands.includes(undefined)) return undefined;
  return operands.includes(null) ? null : false;
}

function add(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a + b),
    (a, b) => a + b,
  );
}

/** The digits of an address, without its zone (`fe80::1%eth0`); null for what is none. */
function addressKey(text) {
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) return null;
  const address = percent < 0 ? text : text.slice(0, percent);
  if (!address.includes(":")) {
    const tail = v4Digits(address);
    return tail === null ? null : `00000000000000000000ffff${tail}`;
  }
  const halves = address.split("::");
  const [left, right] = [v6Digits(halves[0] ?? "", halves.length === 1), v6Digits(halves[1] ?? "", true)];
  if (halves.length > 2 || left === null || right === null) return null;
  const gap = 32 - left.length - right.length;
  if (halves.length === 1) return gap === 0 ? left : null;
  return gap < 4 ? null : left + "0".repeat(gap) + right;
}

/** An address as Elasticsearch writes it: dotted for IPv4, else the longest run of zeros as "::". */
function addressText(address) {
  if (address.startsWith("00000000000000000000ffff"))
    return (address.slice(24).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(".");
  const groups = (address.match(/..../g) ?? []).map((group) => Number.parseInt(group, 16).toString(16));
  const runs = groups.map((_, i) => /^(0 )*/.exec(`${groups.slice(i).join(" ")} `)?.[0].length ?? 0);
  const longest = Math.max(...runs);
  if (longest < 4) return groups.join(":");
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + longest / 2).join(":")}`;
}

/** The values of an address field. */
function addresses(event, path) {
  return typed(event, path, (value) => (typeof value === "string" ? addressKey(value) : null));
}

/** Integers if both are, else floating numbers. */
function arithmetic(left, right, onLongs, onDoubles) {
  return lift((a, b) => (typeof a === "bigint" && typeof b === "bigint" ? onLongs(a, b) : onDoubles(Number(a), Number(b))), left, right);
}

/** Negative, zero or positive. What is missing comes last. */
function ascending(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : Number(a > b);
}

/** A to Z as a to z, everything else as it is. */
function asciiLower(text) {
  const lower = text.toLowerCase();
  // within ASCII the two are the same; beyond it other letters have a lower case too
  return lower === text || !/[\u0080-\uffff]/.test(text) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A sequence with its first event. */
function begun(track, leading, event, time) {
  return { events: [event], first: time, last: time, before: latestBefore(track, leading, time), broken: false };
}

/** What lies between the first `left` and the next `right` (or, greedy, the last): "" if one does not occur, the whole text if one of the three is empty. */
function between(text, left, right, greedy) {
  return cut(text, left, right, greedy, (t) => t);
}

/** `between` with all texts in lower case; what it gives is of the text as it is. */
function betweenFolded(text, left, right, greedy) {
  return cut(text, left, right, greedy, (t) => t.toLowerCase());
}

/** The values of a field of true and false, as Elasticsearch reads them. */
function booleans(event, path) {
  return typed(event, path, (value) => {
    if (value === true || value === "true") return true;
    return value === false || value === "false" || value === "" ? false : null;
  });
}

/** The options, or their defaults; throws a RangeError for what makes no sense. */
function boundsOf(options) {
  const { lateness = 0, maxKeys = 100_000, maxHeld = 100_000 } = options;
  const bounds = { lateness, maxKeys, maxHeld };
  if (!(bounds.lateness >= 0)) throw new RangeError("lateness is a number of milliseconds, 0 or more");
  if (!(bounds.maxKeys >= 1)) throw new RangeError("maxKeys is a number, 1 or more");
  if (!(bounds.maxHeld >= 0)) throw new RangeError("maxHeld is a number, 0 or more");
  return bounds;
}

function collect(node, path, at, found) {
  if (Array.isArray(node)) {
    for (const element of node) {
      if (!Array.isArray(element)) collect(element, path, at, found);
      else for (const inner of elements(element)) collect(inner, path, at, found);
    }
  } else if (typeof node === "object" && node !== null) {
    const object = node; // an object, as asked above
    const keys = path[at] ?? [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]; // within the array's length
      const value = object[key];
      // most keys are not there: asking for the value first is quicker
      if (value !== undefined && Object.hasOwn(object, key)) collect(value, path, at + i + 1, found);
    }
  } else if (at === path.length && (typeof node === "string" || typeof node === "number" || typeof node === "boolean")) {
    found.push(node);
  }
}

/** The order of two texts by code point, as Elasticsearch sorts: negative, zero or positive. JavaScript's `<` goes by UTF-16 units. */
function compareText(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  const difference = (at) => (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
  // where the second halves of two surrogate pairs differ, the pairs do
  return (i > 0 && difference(i - 1)) || difference(i);
}

/** The texts one after the other. */
function concat(...parts) {
  const missing = absent(...parts);
  return missing === false ? parts.join("") : missing;
}

function cut(text, left, right, greedy, form) {
  if (greedy === undefined) return undefined;
  return lift(
    (t, l, r) => {
      if (t === "" || l === "" || r === "") return t;
      const found = form(t).indexOf(form(l));
      if (found < 0) return "";
      const start = found + form(l).length;
      const end = greedy === true ? form(t).lastIndexOf(form(r)) : form(t).indexOf(form(r), start);
      if (end < 0) return "";
      return end < start || end > t.length ? undefined : t.slice(start, end);
    },
    text,
    left,
    right,
  );
}

/** The values of a date field: ISO texts or epoch milliseconds. */
function dates(event, path) {
  return typed(event, path, instantOf);
}

/** What a UTF-16 unit is worth as a digit: decimal digits of every script, Latin letters and their fullwidth forms; 99 for all others. */
function digitValue(unit) {
  const character = String.fromCharCode(unit);
  if (/[0-9A-Za-z]/.test(character)) return Number.parseInt(character, 36);
  if (/[\uff21-\uff3a\uff41-\uff5a]/.test(character)) return ((unit - 0xff21) % 32) + 10;
  if (!/\p{Nd}/u.test(character)) return 99;
  // a script's ten digits follow each other
  let zero = unit;
  while (unit - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return unit - zero;
}

function digits(value) {
  return typeof value === "number" ? String(BigInt(value)) : String(value);
}

/** Integers divide toward zero; by zero is a failure for them. */
function divide(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => (b === 0n ? undefined : fitting(a / b)),
    (a, b) => a / b,
  );
}

function doubleOf(value) {
  if (typeof value === "string" && !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return null;
  return typeof value !== "boolean" && Number.isFinite(Number(value)) ? Number(value) : null;
}

/** The earliest of these times; infinite if there is none. */
function earliest(times) {
  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
}

/** The elements of an array, those of arrays in it included, however deep they are. */
function elements(array) {
  const flat = [];
  const pending = [array];
  while (pending.length > 0) {
    const next = pending.pop();
    if (!Array.isArray(next)) flat.push(next);
    else for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);
  }
  return flat;
}

/** Equal in value, whether bigint or number. */
function equal(left, right) {
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number of the same value
  return lift((a, b) => a == b, left, right);
}

/** A whole number in its one form. */
function exact(whole) {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : BigInt(whole);
}

/** `path`: what is left of it; null: nothing. */
function findObjects(node, path, found) {
  if (Array.isArray(node)) {
    for (const element of elements(node)) findObjects(element, path, found);
  } else if (typeof node === "object" && node !== null) {
    if (path === null) {
      found.push(node);
      return;
    }
    const object = node; // an object, as asked above
    for (const key of Object.keys(object)) {
      if (key === path) findObjects(object[key], null, found);
      else if (path.startsWith(`${key}.`)) findObjects(object[key], path.slice(key.length + 1), found);
      else if (key.startsWith(`${path}.`)) found.push({ [key.slice(path.length + 1)]: object[key] });
    }
  }
}

/** A bigint if it fits into 64 bits, else a failure. */
function fitting(value) {
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function greater(left, right) {
  return lift((a, b) => a > b, left, right);
}

function greaterOrEqual(left, right) {
  return lift((a, b) => a >= b, left, right);
}

/** The sequence that waits for this stage, with the event; null if there is none, or it is too old by now. It waits no more in any case. */
function grown(track, p, gap, event, time, maxspan) {
  const pending = track.pending[p - 1] ?? null;
  track.pending[p - 1] = null;
  if (pending === null || time - pending.first > maxspan) return null;
  const broken = pending.broken || latestBefore(track, gap, time) > pending.last;
  return { ...pending, events: [...pending.events, event], last: time, broken };
}

/** Adds to a heap, whose first element is the earliest. */
function hold(heap, moment) {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(moment, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = moment;
}

/** Does the address lie in one of the networks, each given by its first and last address? */
function inNetworks(address, networks) {
  return networks.some(([first, last]) => first <= address && address <= last);
}

/** Does the text consist of these pieces, in this order, with anything between them? The first is at the start and the last at the end. */
function inOrder(text, pieces) {
  const [start, end] = [pieces[0] ?? "", pieces[pieces.length - 1] ?? ""];
  const last = text.length - end.length;
  if (last < start.length || !text.startsWith(start) || !text.endsWith(end)) return false;
  let from = start.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? "";
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > last) return false;
    from = found + piece.length;
  }
  return true;
}

/** Where `search` first occurs, not before `start`; null if it does not. */
function indexOf(text, search, start) {
  if (start === undefined) return undefined;
  return lift(
    (t, s) => {
      const found = t.indexOf(s, start ?? 0);
      return found < 0 ? null : found;
    },
    text,
    search,
  );
}

/** `indexOf` with both texts in lower case. */
function indexOfFolded(text, search, start) {
  return indexOf(text?.toLowerCase() ?? text, search?.toLowerCase() ?? search, start);
}

/** The indicators are looked up by value: what an event costs does not grow with their number, but for groups whose entries are all negated. */
function indicatorMachine(rule, options) {
  const all = [...(options.indicators ?? [])];
  const started = nowOf(options);
  const active = rule.timed ? all : all.filter((indicator) => rule.indicators(indicator, started));
  const lookups = rule.groups.map((group) => lookupOf(group, active));
  return {
    ordered: false,
    role(event, now) {
      if (!rule.where(event, now)) return null;
      const counts = (indicator) => !rule.timed || rule.indicators(indicator, now);
      for (const lookup of lookups) {
        const known = lookup(event, counts);
        if (known !== null) return known;
      }
      return null;
    },
    take({ event, role }, found) {
      found.push({ events: [event], key: [], indicator: role.indicator });
    },
    pass() {},
    end() {},
    size: () => ({ keys: 0, waiting: 0 }),
  };
}

/** A number is read by its digits, as Elasticsearch reads it: 2024 is a year. */
function instantOf(value) {
  if (typeof value === "boolean") return null;
  const text = typeof value === "string" ? value : Math.abs(value) <= 8.64e15 ? String(Math.floor(value) + 0) : "";
  const iso = isoDate(text);
  if (iso !== null) return isoInstant(iso);
  const millis = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(millis) <= 8.64e15 ? millis : null;
}

/** The values of a field of integers within a range. */
function integers(event, path, low, high) {
  return typed(event, path, (value) => {
    const whole = wholeOf(value);
    return whole === null || whole < low || whole > high ? null : whole;
  });
}

/** The order of events: time, tiebreaker, arrival. */
function isBefore(a, b) {
  if (a.time !== b.time) return a.time < b.time;
  const difference = ascending(a.tiebreaker, b.tiebreaker);
  return difference === 0 ? a.arrival < b.arrival : difference < 0;
}

/** Is this an event at all? */
function isEvent(event) {
  return typeof event === "object" && event !== null && !Array.isArray(event);
}

/** Is there nothing to remember of this key? */
function isIdle(track) {
  return track.waiting.size === 0 && track.pending.every((p) => p === null) && track.seen.every((s) => s === null);
}

/** The parts of what Elasticsearch's strict_date_optional_time reads: a date with as many parts as there are, and a zone after a time. */
function isoDate(text) {
  return /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?)?)?)?$/.exec(
    text,
  );
}

function isoInstant(parts) {
  const part = (index, otherwise) => Number(parts[index] ?? otherwise);
  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  const date = new Date(0);
  date.setUTCFullYear(part(1, 0), month - 1, day);
  date.setUTCHours(hour, minute, second, Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0")));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;
  if (!exists || offset > 18 * 3_600_000 || part(10, 0) > 59) return null;
  return date.getTime() + (parts[8] === "-" ? offset : -offset);
}

function keyText(values) {
  // integers beyond 2^53 by their digits, in brackets, so that no text is equal to them
  return JSON.stringify(values.map((v) => (typeof v === "bigint" || (Number.isInteger(v) && !Number.isSafeInteger(v)) ? [digits(v)] : v)));
}

/** For each stage the keys under which the event may stand there, at last those that it ends; null if there are none at all. */
function keysByStage(stages, event, now, counts) {
  const found = [];
  let any = false;
  for (const [i, stage] of stages.entries()) {
    // a stage of several runs is asked once
    const keys = stage === stages[i - 1] ? (found[i - 1] ?? []) : stage.where(event, now) ? keysOf(event, stage.by, counts) : [];
    found.push(keys);
    any ||= keys.length > 0;
  }
  return any ? found : null;
}

/** The keys of an event: every combination of its values; none where a field that is not optional has no value. What goes beyond 10,000 keys is counted as given up. */
function keysOf(event, by, counts) {
  let combinations = [[]];
  for (const { read, optional } of by) {
    const values = [...new Set(read(event))];
    if (values.length === 0 && optional) values.push(null);
    const room = combinations.length === 0 ? 0 : Math.ceil(10_000 / combinations.length);
    if (values.length > room) counts.givenUp += combinations.length * (values.length - room);
    combinations = combinations.flatMap((key) => values.slice(0, room).map((value) => [...key, value]));
  }
  return combinations.map((values) => ({ text: keyText(values), values }));
}

/** When the latest event of these stages stood before a time. */
function latestBefore(track, stages, time) {
  let latest = Number.NEGATIVE_INFINITY;
  for (const s of stages) {
    const [last, earlier] = track.seen[s] ?? [latest, latest];
    latest = Math.max(latest, last < time ? last : earlier);
  }
  return latest;
}

/** How long a text is. */
function lengthOf(text) {
  return lift((t) => t.length, text);
}

function less(left, right) {
  return lift((a, b) => a < b, left, right);
}

/** What `compute` makes of the operands, if they are all there. */
function lift(compute, ...operands) {
  const missing = absent(...operands);
  return missing === false ? compute(...operands) : missing; // nothing is absent here
}

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
function longs(event, path) {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
}

/** Finds an indicator that counts and satisfies every entry of a group, for an event. */
function lookupOf(group, indicators) {
  const textsOf = (values) => new Set(values.map((value) => keyText([value])));
  const known = indicators
    .map((indicator) => ({ indicator, values: group.map((entry) => textsOf(entry.indicator(indicator))) }))
    .filter(({ values }) => values.every((of) => of.size > 0));
  const first = group.findIndex((entry) => entry.negate !== true);
  const byValue = new Map();
  for (const one of first < 0 ? [] : known)
    for (const text of one.values[first] ?? []) {
      const same = byValue.get(text);
      if (same === undefined) byValue.set(text, [one]);
      else same.push(one);
    }
  return (event, counts) => {
    const values = group.map((entry) => textsOf(entry.event(event)));
    if (values.some((of) => of.size === 0)) return null;
    const shares = (one, e) => [...(values[e] ?? [])].some((text) => one.values[e]?.has(text));
    const satisfies = (one) => group.every((entry, e) => shares(one, e) !== (entry.negate === true)) && counts(one.indicator);
    if (first < 0) return known.find(satisfies) ?? null;
    for (const text of values[first] ?? []) {
      const found = byValue.get(text)?.find(satisfies);
      if (found !== undefined) return found;
    }
    return null;
  };
}

/** A machine fed with events in order: those within `lateness` are held back until their turn. */
function matcherOf(order, machineOf, options) {
  const bounds = boundsOf(options);
  const counts = { events: 0, alerts: 0, late: 0, givenUp: 0 };
  const machine = machineOf(bounds, counts);
  const held = [];
  /** What comes with an earlier timestamp comes too late. */
  let time = Number.NEGATIVE_INFINITY;
  let last = null;
  let arrivals = 0;
  const isLate = (moment) => moment.time < time || (last !== null && isBefore(moment, last));
  const release = (until, found) => {
    while (held.length > 0 && (held[0]?.time ?? 0) <= until) {
      last = unhold(held);
      machine.take(last, found);
    }
  };
  const moveTo = (to, found) => {
    if (to > time) time = to;
    release(time, found);
    machine.pass(time, found);
  };
  const makeRoom = (found) => {
    while (held.length > bounds.maxHeld) {
      const first = unhold(held);
      if (first.time !== Number.POSITIVE_INFINITY) {
        time = first.time;
        last = first;
        machine.take(first, found);
      } else if (machine.ordered) counts.late++;
      else machine.take(first, found);
    }
  };
  const place = (moment, found) => {
    const late = isLate(moment);
    if (late) counts.late++;
    const outOfOrder = late || (moment.time === Number.POSITIVE_INFINITY && bounds.lateness !== Number.POSITIVE_INFINITY);
    if (outOfOrder && !machine.ordered) machine.take(moment, found);
    else if (!late) hold(held, moment);
  };
  const given = (found) => {
    counts.alerts += found.length;
    return found;
  };
  return {
    push(event) {
      const found = [];
      counts.events++;
      if (!isEvent(event)) return found;
      const at = earliest(order.times(event));
      const role = machine.role(event, nowOf(options));
      if (role !== null) place({ event, role, time: at, tiebreaker: order.tiebreakers(event)[0] ?? null, arrival: arrivals++ }, found);
      if (at !== Number.POSITIVE_INFINITY) moveTo(at - bounds.lateness, found);
      makeRoom(found);
      return given(found);
    },
    advance(to) {
      const found = [];
      if (to < Number.POSITIVE_INFINITY) moveTo(to, found);
      return given(found);
    },
    flush() {
      const found = [];
      release(Number.POSITIVE_INFINITY, found);
      machine.end(found);
      time = Number.NEGATIVE_INFINITY;
      last = null;
      return given(found);
    },
    state() {
      return { ...counts, ...machine.size(), held: held.length, time: Number.isFinite(time) ? time : null };
    },
  };
}

function multiply(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a * b),
    (a, b) => a * b,
  );
}

/** One alert for each new combination of values. What lies outside of history and window is passed over. */
function newTermsMachine(rule, options, bounds, counts) {
  const { history = Number.NEGATIVE_INFINITY, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const known = recencyOf();
  return {
    ordered: false,
    role(event, now) {
      const keys = rule.where(event, now) ? keysOf(event, rule.by, counts) : [];
      return keys.length === 0 ? null : keys;
    },
    take({ event, role, time }, found) {
      if (time < history || time > to) return;
      for (const key of role) {
        const term = renewed(known, key.text, () => ({ isNew: true }), bounds, counts);
        if (term.isNew && time >= from) found.push({ events: [event], key: key.values });
        term.isNew = false;
      }
    },
    pass() {},
    end: () => known.clear(),
    size: () => ({ keys: known.size(), waiting: 0 }),
  };
}

/** The time of the clock that the options name, in whole milliseconds; without one it is the clock of the machine. */
function nowOf(options) {
  const now = options?.now ?? Date.now;
  return Math.floor(typeof now === "function" ? now() : now);
}

/**
 * The objects at a path: those of a list, of lists in it, and of objects on the way. An empty object is one; what is no object is none. A key that goes on below the path ("list.a") is an object by
 * itself, as in an index.
 */
function objects(event, path) {
  const found = [];
  findObjects(event, path, found);
  return found;
}

/** The values of a field, or null, once, where it has none. */
function orNull(values) {
  return values.length === 0 ? [null] : values;
}

/** Double.valueOf: blanks around it, 1., .5, 1e3, 2.5f, NaN, Infinity, 0x1.8p3. */
function parseDouble(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what Java's trim takes away
  const trimmed = text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, "");
  if (/^[+-]?NaN$/.test(trimmed)) return Number.NaN;
  if (/^[+-]?Infinity$/.test(trimmed)) return Number(trimmed);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?$/.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ""));
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/.exec(trimmed);
  const digits = `${hex?.[2] ?? ""}${hex?.[3] ?? ""}`;
  if (hex === null || digits === "") return undefined;
  const value = scaled(BigInt(`0x${digits}`), Number(hex[4]) - 4 * (hex[3] ?? "").length);
  return hex[1] === "-" ? -value : value;
}

/** A sign and digits of the base: Long.parseLong. */
function parseLong(text, radix) {
  if (radix < 2 || radix > 36) return undefined;
  const digits = text.replace(/^[+-]/, "");
  let magnitude = digits === "" ? undefined : 0n;
  for (let i = 0; i < digits.length && magnitude !== undefined; i++) {
    const digit = digitValue(digits.charCodeAt(i));
    magnitude = digit < radix && magnitude < 9223372036854775809n ? magnitude * BigInt(radix) + BigInt(digit) : undefined;
  }
  if (magnitude === undefined) return undefined;
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function parseNumber(text, base) {
  if (text === undefined || base === undefined) return undefined;
  if (text === null) return null;
  const radix = base ?? (text.startsWith("0x") ? 16 : 10);
  const digits = radix === 16 && text.startsWith("0x") ? text.slice(2) : text;
  return parseLong(digits, radix) ?? (radix === 10 ? parseDouble(digits) : undefined);
}

/** The keys under which a field may be found, dotted and nested. */
function path(name) {
  const segments = name.split(".");
  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(".")));
}

function recencyOf() {
  const links = new Map();
  let oldest = null;
  let newest = null;
  const unlink = ({ older, newer }) => {
    if (older === null) oldest = newer;
    else older.newer = newer;
    if (newer === null) newest = older;
    else newer.older = older;
  };
  const append = (link) => {
    link.older = newest;
    link.newer = null;
    if (newest === null) oldest = link;
    else newest.newer = link;
    newest = link;
  };
  return {
    get: (key) => links.get(key)?.entry,
    renew(key, make) {
      let link = links.get(key);
      if (link === undefined) {
        link = { key, entry: make(), older: null, newer: null };
        links.set(key, link);
      } else unlink(link);
      append(link);
      return link.entry;
    },
    remove(key) {
      const link = links.get(key);
      if (link !== undefined) unlink(link);
      links.delete(key);
    },
    oldest: () => oldest,
    entries: () => [...links.values()].map((link) => link.entry),
    size: () => links.size,
    clear() {
      links.clear();
      oldest = null;
      newest = null;
    },
  };
}

/** With the dividend's sign. */
function remainder(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => (b === 0n ? undefined : a % b),
    (a, b) => a % b,
  );
}

/** The entry of a key, renewed. Where there are too many then, the oldest goes, and is counted. */
function renewed(known, key, make, bounds, counts) {
  const entry = known.renew(key, make);
  const oldest = known.size() > bounds.maxKeys ? known.oldest() : null;
  if (oldest !== null) {
    known.remove(oldest.key);
    counts.givenUp++;
  }
  return entry;
}

/**
 * One sample for each key, as soon as there is an event for every stage. An event for which there is no place, however the others move, is not remembered: it would not find one later
 * either. So a key never holds more events than there are stages; one that has had its sample holds none (null).
 */
function sampleMachine({ stages }, bounds, counts) {
  const seats = recencyOf();
  return {
    ordered: false,
    role: (event, now) => keysByStage(stages, event, now, counts),
    take({ event, role }, found) {
      const keys = new Map(role.flat().map((key) => [key.text, key]));
      for (const key of keys.values()) {
        const table = renewed(seats, key.text, () => ({ places: stages.map(() => null) }), bounds, counts);
        if (table.places === null) continue;
        const suited = [...stages.keys()].filter((s) => role[s]?.some((k) => k.text === key.text));
        seat(table.places, { event, stages: suited }, new Set());
        if (table.places.includes(null)) continue;
        found.push({ events: table.places.map((guest) => guest?.event), key: key.values });
        table.places = null;
      }
    },
    pass() {},
    end: () => seats.clear(),
    size: () => ({ keys: seats.size(), waiting: 0 }),
  };
}

/** mantissa * 2 ** exponent, rounded once. */
function scaled(mantissa, exponent) {
  const bits = mantissa.toString(2).length;
  if (mantissa === 0n || bits + exponent < -1076) return 0;
  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  // a double has 53 bits, and none below 2 ** -1074
  const drop = Math.max(bits - 53, -1074 - exponent, 0);
  const kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);
  const rounded = rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
  return Number(rounded) * 2 ** Math.max(exponent + drop, -1074);
}

/** Finds the guest a place, where those who are seated may move to others that suit them. */
function seat(places, guest, tried) {
  for (const s of guest.stages) {
    if (tried.has(s)) continue;
    tried.add(s);
    const other = places[s] ?? null;
    if (other !== null && !seat(places, other, tried)) continue;
    places[s] = guest;
    return true;
  }
  return false;
}

/**
 * The stages are tried from the last to the first, so that an event never fills two of one sequence. An event takes the newest sequence that waits for it, and that is used up even
 * if it is too old by then. Alerts come in order of their last events; one after which an event must be missing waits, and those behind it too.
 */
function sequenceMachine(rule, bounds, counts) {
  const { stages, until, maxspan } = rule;
  const asked = until === null ? stages : [...stages, until];
  const positive = [...stages.keys()].filter((s) => !stages[s]?.missing);
  const final = positive.length - 1;
  /** The stages that must be missing before each positive one, at last those after all. */
  const gaps = [...positive, stages.length].map((end, p) => [...stages.keys()].slice((positive[p - 1] ?? -1) + 1, end));
  const [leading, trailing] = [gaps[0] ?? [], gaps[final + 1] ?? []];
  const tracks = recencyOf();
  /** Complete sequences, from `settled` on; before it are those that are done with. */
  let queue = [];
  let settled = 0;
  const renew = (key, time) => {
    const make = () => ({ key, pending: positive.map(() => null), seen: stages.map(() => null), waiting: new Set(), renewed: time });
    const track = tracks.renew(key.text, make);
    track.renewed = time;
    const oldest = tracks.size() > bounds.maxKeys ? tracks.oldest() : null;
    if (oldest !== null) {
      counts.givenUp++;
      tracks.remove(oldest.key);
      for (const waiting of oldest.entry.waiting) waiting.kept = false;
    }
    return track;
  };
  const settle = (now, found) => {
    for (let next = queue[settled]; next !== undefined; next = queue[settled]) {
      if (next.kept === null && now - next.from > maxspan) next.kept = true;
      if (next.kept === null) break;
      next.track.waiting.delete(next);
      if (next.kept) found.push(next.alert);
      settled++;
    }
    if (settled > 1000 && 2 * settled > queue.length) {
      queue = queue.slice(settled);
      settled = 0;
    }
  };
  const pass = (now, found) => {
    settle(now, found);
    for (let oldest = tracks.oldest(); oldest !== null && now - oldest.entry.renewed > maxspan; oldest = tracks.oldest())
      tracks.remove(oldest.key);
  };
  const complete = (track, pending, found) => {
    if (pending.broken) return;
    const { events, first, last, before } = pending;
    const slots = stages.map((_, s) => events[positive.indexOf(s)] ?? null);
    const alert = { events, slots, key: track.key.values };
    const clean = before === Number.NEGATIVE_INFINITY;
    if (trailing.length === 0) {
      if (clean || last - before > maxspan) found.push(alert);
      return;
    }
    const waiting = { track, alert, from: leading.length === 0 ? first : before, last, kept: null };
    if (leading.length > 0 && clean) waiting.kept = true;
    else track.waiting.add(waiting);
    queue.push(waiting);
    settle(last, found);
    const next = queue[settled];
    if (next !== undefined && queue.length - settled > bounds.maxHeld) {
      counts.givenUp++;
      next.kept = false;
      settle(last, found);
    }
  };
  const step = (p, key, event, time, found) => {
    const track = p === 0 ? renew(key, time) : tracks.get(key.text);
    if (track === undefined) return;
    const next = p === 0 ? begun(track, leading, event, time) : grown(track, p, gaps[p] ?? [], event, time, maxspan);
    if (next !== null && p < final) track.pending[p] = next;
    else if (next !== null) complete(track, next, found);
    if (isIdle(track)) tracks.remove(key.text);
  };
  const note = (s, key, time) => {
    const track = renew(key, time);
    const [latest, earlier] = track.seen[s] ?? [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    track.seen[s] = [time, time > latest ? latest : earlier];
    if (!trailing.includes(s)) return;
    for (const waiting of track.waiting) {
      if (time <= waiting.last) continue;
      waiting.kept = time - waiting.from > maxspan;
      track.waiting.delete(waiting);
    }
  };
  const stop = (key) => {
    const track = tracks.get(key.text);
    track?.pending.fill(null);
    if (track !== undefined && isIdle(track)) tracks.remove(key.text);
  };
  return {
    ordered: true,
    role: (event, now) => keysByStage(asked, event, now, counts),
    take({ event, role, time }, found) {
      pass(time, found);
      for (let p = final; p >= 0; p--) for (const key of role[positive[p] ?? 0] ?? []) step(p, key, event, time, found);
      for (const gap of gaps) for (const s of gap) for (const key of role[s] ?? []) note(s, key, time);
      for (const key of role[stages.length] ?? []) stop(key);
    },
    pass,
    end(found) {
      for (const { kept, alert } of queue.slice(settled)) if (kept !== false) found.push(alert);
      queue = [];
      settled = 0;
      tracks.clear();
    },
    size: () => ({ keys: tracks.size(), waiting: queue.length - settled }),
  };
}

/** The start of the day, hour, minute or second: of what has a fixed length and starts with 1970. */
function startOf(ms, length) {
  return Math.floor(ms / length) * length;
}

/** Like a slice in Python: negative positions count from the end. Without a start it is the whole text. */
function substring(text, start, end) {
  if (text === undefined || start === undefined || end === undefined) return undefined;
  if (text === null || start === null) return text;
  return text.slice(start, end ?? text.length);
}

function subtract(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a - b),
    (a, b) => a - b,
  );
}

/** The values of a text field. Numbers and booleans count as their JSON text. */
function texts(event, path) {
  const found = values(event, path);
  for (let i = 0; i < found.length; i++) if (typeof found[i] !== "string") found[i] = String(found[i]);
  return found; // now they are
}

/** Counts until the stream, that is the window, ends. Of different values it remembers no more than have to be there. */
function thresholdMachine(rule, options, bounds, counts) {
  const { by, cardinality } = rule;
  const { maxEvents = 100 } = options;
  if (!(maxEvents >= 0)) throw new RangeError("maxEvents is a number, 0 or more");
  const last = (events) => (maxEvents < 1 ? [] : events.slice(-maxEvents));
  const groups = recencyOf();
  const add = (key, event) => {
    const empty = () => ({ key, count: 0, events: [], different: cardinality.map(() => new Set()) });
    const group = renewed(groups, key.text, empty, bounds, counts);
    group.count++;
    group.events.push(event);
    if (group.events.length >= 2 * maxEvents) group.events = last(group.events);
    for (const [i, { read, atLeast }] of cardinality.entries()) {
      const different = group.different[i];
      if (different === undefined || different.size >= atLeast) continue;
      for (const value of read(event)) if (different.size < atLeast) different.add(keyText([value]));
    }
  };
  return {
    ordered: false,
    role(event, now) {
      const keys = rule.where(event, now) ? keysOf(event, by, counts) : [];
      return keys.length === 0 ? null : keys;
    },
    take({ event, role }) {
      for (const key of role) add(key, event);
    },
    pass() {},
    end(found) {
      const large = groups
        .entries()
        .filter(
          ({ count, different }) => count >= rule.count && cardinality.every(({ atLeast }, i) => (different[i]?.size ?? 0) >= atLeast),
        );
      large.sort((a, b) => (a.key.text < b.key.text ? -1 : 1));
      for (const { key, count, events } of large) found.push({ events: last(events), key: key.values, count });
      groups.clear();
    },
    size: () => ({ keys: groups.size(), waiting: 0 }),
  };
}

/** What `read` makes of each value of a field, but null. */
function typed(event, path, read) {
  const found = [];
  for (const value of values(event, path)) {
    const made = read(value);
    if (made !== null) found.push(made);
  }
  return found;
}

/** Takes the earliest out of a heap, which is not empty. */
function unhold(heap) {
  const first = heap[0]; // not empty
  const moment = heap.pop(); // not empty
  if (heap.length === 0) return first;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    const [left, right] = [heap[below], heap[below + 1]]; // the left one is within the heap
    const [least, child] = right !== undefined && isBefore(right, left) ? [right, below + 1] : [left, below];
    if (!isBefore(least, moment)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = moment;
  return first;
}

function v4Digits(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
}

/** The digits of groups between colons; at the end of an address the last may be IPv4. */
function v6Digits(text, atEnd) {
  if (text === "") return "";
  const groups = text.split(":");
  const digits = groups.map((group, i) => {
    if (/^[0-9a-fA-F]{1,8}$/.test(group) && Number.parseInt(group, 16) < 65536)
      return Number.parseInt(group, 16).toString(16).padStart(4, "0");
    return atEnd && i === groups.length - 1 ? v4Digits(group) : null;
  });
  return digits.includes(null) ? null : digits.join("");
}

/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */
function values(event, path) {
  const found = [];
  collect(event, path, 0, found);
  return found;
}

function wholeOf(value) {
  if (typeof value === "string" && /^[+-]?\d{1,40}$/.test(value)) return exact(BigInt(value.replace("+", "")));
  const double = doubleOf(value);
  return double === null ? null : exact(Math.trunc(double));
}
