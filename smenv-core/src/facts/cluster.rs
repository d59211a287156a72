//! The job's hosts and groups of instances, and this process's rank among all.

use smenv_shared::json::value::Json;

use crate::facts::facts::Facts;
use crate::facts::hosts::Hosts;
use crate::facts::places::Places;
use crate::facts::process_rank::ProcessRank;
use crate::facts::statement::names;
use crate::source::launcher_variables::{MASTER_ADDR, MASTER_PORT};

#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) hosts: Hosts,
    pub(crate) current_instance_type: Option<String>,
    pub(crate) current_instance_group: Option<String>,
    pub(crate) instance_groups: Vec<InstanceGroup>,
    pub(crate) is_hetero: bool,
    pub(crate) distribution_instance_groups: Vec<String>,
    pub(crate) topology: Vec<HostTopology>,
    pub(crate) network_interface_name: Option<String>,
    pub(crate) master_addr: Option<String>,
    pub(crate) master_port: Option<u16>,
    /// The process's rank, if a launcher set it.
    pub(crate) process: Option<ProcessRank>,
    /// Whether the facts about hosts and processes have no problems.
    #[cfg_attr(not(feature = "run"), expect(dead_code, reason = "only `run` asks"))]
    pub(crate) is_certain: bool,
}

/// Hosts of one instance type, in a job that may have several such groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceGroup {
    name: String,
    instance_type: Option<String>,
    hosts: Vec<String>,
}

impl InstanceGroup {
    /// Returns the group's name.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the instance type of the hosts, such as `ml.m5.xlarge`, if the job reports it.
    #[must_use]
    #[inline]
    pub fn instance_type(&self) -> Option<&str> {
        self.instance_type.as_deref()
    }

    /// Returns the hosts, sorted by name.
    #[must_use]
    #[inline]
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    #[inline]
    fn read(value: Json<'_>) -> Option<Self> {
        let name = value.get("instance_group_name")?.as_string()?;
        let instance_type = value.get("instance_type").and_then(Json::as_string);
        let mut hosts = value
            .get("hosts")
            .filter(|hosts| !hosts.is_null())
            .map_or_else(|| Some(Vec::new()), names)?;
        hosts.sort_unstable();
        Some(InstanceGroup {
            name,
            instance_type,
            hosts,
        })
    }
}

/// A host's position in the network topology (GB200 instances).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostTopology {
    host: String,
    capacity_unit: Option<String>,
}

impl HostTopology {
    /// Returns the host: `hostName`.
    #[must_use]
    #[inline]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the group of machines that the host is in: `capacityUnitId`.
    #[must_use]
    #[inline]
    pub fn capacity_unit(&self) -> Option<&str> {
        self.capacity_unit.as_deref()
    }

    #[inline]
    fn read(value: Json<'_>) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Json::as_string);
        Some(HostTopology {
            host: text("hostName")?,
            capacity_unit: text("capacityUnitId"),
        })
    }
}

impl Cluster {
    /// Returns this process's rank among those of its host and their number, or the variable
    /// without which they are unknown.
    #[inline]
    pub(crate) fn rank_on_host(&self) -> Result<(usize, usize), &'static str> {
        let Some(process) = self.process else {
            return Ok((0, 1));
        };
        match (self.hosts.count, process.missing) {
            // All processes are on the only host.
            (Some(1), _) => Ok((process.rank, process.world_size)),
            (Some(hosts), Some(variable)) if process.world_size > hosts => Err(variable),
            _ => Ok((process.local_rank, process.local_world_size)),
        }
    }

    #[inline]
    pub(crate) fn of(facts: &mut Facts<'_>) -> Self {
        let before = facts.problems.len();
        let hosts = Hosts::of(facts);
        let instance_groups = instance_groups(facts);
        let group = Places::of_host(
            "SM_CURRENT_INSTANCE_GROUP",
            "current_instance_group",
            "current_group_name",
        );
        // The toolkit names a group even if the job has none.
        let current_instance_group = facts
            .text(group)
            .filter(|name| instance_groups.iter().any(|group| group.name == *name));
        let is_hetero = facts.json(
            Places::new("SM_IS_HETERO", "is_hetero"),
            "true or false",
            boolean,
        );
        let is_hetero = is_hetero.unwrap_or(instance_groups.len() > 1);
        let instance_type = Places::of_host(
            "SM_CURRENT_INSTANCE_TYPE",
            "current_instance_type",
            "current_instance_type",
        );
        let interface = Places::new("SM_NETWORK_INTERFACE_NAME", "network_interface_name");
        Cluster {
            current_instance_type: facts.text(instance_type),
            current_instance_group,
            is_hetero,
            instance_groups,
            distribution_instance_groups: {
                let places = Places::new(
                    "SM_DISTRIBUTION_INSTANCE_GROUPS",
                    "distribution_instance_groups",
                );
                facts.names(places, "group").unwrap_or_default()
            },
            topology: {
                let places = Places::new("SM_TOPOLOGY", "topology").or_resource_config("topology");
                let read =
                    |value: Json<'_>| value.items()?.into_iter().map(HostTopology::read).collect();
                facts
                    .json(
                        places,
                        r#"a list such as `[{"hostName": "algo-1", "capacityUnitId": "cu-1"}]`"#,
                        read,
                    )
                    .unwrap_or_default()
            },
            network_interface_name: facts
                .text(interface.or_resource_config("network_interface_name")),
            master_addr: master_addr(facts, &hosts.names, is_hetero),
            master_port: master_port(facts),
            process: ProcessRank::of(facts, hosts.count),
            hosts,
            is_certain: facts.problems.len() == before,
        }
    }
}

/// Finds the groups of the resource config; the toolkit has them in variables of its own, too.
#[inline]
fn instance_groups(facts: &mut Facts<'_>) -> Vec<InstanceGroup> {
    let expected = r#"groups such as `{"instance_group_name": "gpus", "hosts": ["algo-1"]}`"#;
    let places = Places::new("", "").or_resource_config("instance_groups");
    let listed = |value: Json<'_>| {
        value
            .items()?
            .into_iter()
            .map(InstanceGroup::read)
            .collect()
    };
    if let Some(groups) = facts.json(places, expected, listed) {
        return groups;
    }
    let by_name = |value: Json<'_>| {
        value
            .entries()?
            .into_values()
            .map(InstanceGroup::read)
            .collect()
    };
    facts
        .json(
            Places::new("SM_INSTANCE_GROUPS_DICT", "instance_groups_dict"),
            expected,
            by_name,
        )
        .unwrap_or_default()
}

/// Finds the address that a launcher set; else that of the toolkit or the driver, if it is one of
/// the hosts; else takes the first host.
#[inline]
fn master_addr(facts: &mut Facts<'_>, hosts: &[String], is_hetero: bool) -> Option<String> {
    let of_launcher = facts.text(Places::of_machine(MASTER_ADDR, ""));
    // In a job with one group this is the first host in the order of a file.
    let of_toolkit = is_hetero
        .then(|| facts.text(Places::new("", "master_hostname")))
        .flatten();
    let of_driver = facts.text(Places::new("SM_MASTER_ADDR", "master_addr"));
    let of_job = [of_toolkit, of_driver]
        .into_iter()
        .flatten()
        .find(|host| hosts.contains(host));
    of_launcher.or(of_job).or_else(|| hosts.first().cloned())
}

#[inline]
fn master_port(facts: &mut Facts<'_>) -> Option<u16> {
    let expected = "a port, a whole number from 0 to 65535";
    let read = |value: Json<'_>| value.as_u64()?.try_into().ok();
    let of_launcher = facts.json(Places::of_machine(MASTER_PORT, ""), expected, read);
    of_launcher.or_else(|| facts.json(Places::new("SM_MASTER_PORT", "master_port"), expected, read))
}

#[inline]
fn boolean(value: Json<'_>) -> Option<bool> {
    match value.as_str() {
        Some(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => value.as_bool(),
    }
}
