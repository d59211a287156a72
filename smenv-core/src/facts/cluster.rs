//! The machines of the job, and this process's place among all of them.
use smenv_shared::json::value::Json;

use crate::facts::facts::{Facts, Places, names};
use crate::facts::hosts::Hosts;
use crate::facts::launchers::ProcessRank;
use crate::training_env::training_env::TrainingEnv;

/// SageMaker's documented defaults, and the driver's port.
const NETWORK_INTERFACE: &str = "eth0";
const INSTANCE_TYPE: &str = "local";
const MASTER_PORT: u16 = 7777;

#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    hosts: Hosts,
    current_instance_type: Option<String>,
    current_instance_group: Option<String>,
    instance_groups: Vec<InstanceGroup>,
    is_hetero: bool,
    distribution_instance_groups: Vec<String>,
    topology: Vec<HostTopology>,
    network_interface_name: Option<String>,
    master_addr: Option<String>,
    master_port: Option<u16>,
    place: Option<ProcessRank>,
    /// Whether nothing is wrong with what is said of hosts and processes.
    #[cfg_attr(not(feature = "run"), expect(dead_code, reason = "it is for `run`"))]
    is_certain: bool,
}

/// Hosts of one kind, in a job that has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceGroup {
    name: String,
    instance_type: Option<String>,
    hosts: Vec<String>,
}

impl InstanceGroup {
    /// The group's name.
    #[must_use]
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of its hosts, `ml.m5.xlarge`, where the job says it.
    #[must_use]
    #[inline]
    pub fn instance_type(&self) -> Option<&str> {
        self.instance_type.as_deref()
    }

    /// Its hosts, sorted by name.
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

/// Where a host stands, on machines that are wired so that it matters (GB200).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostTopology {
    host: String,
    capacity_unit: Option<String>,
}

impl HostTopology {
    /// The host: `hostName`.
    #[must_use]
    #[inline]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The group of machines that it is in: `capacityUnitId`.
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
    /// Returns this process's place among those of its host, or the variable without which it is
    /// not known.
    #[inline]
    pub(crate) fn place_on_host(&self) -> Result<(usize, usize), &'static str> {
        let Some(place) = self.place else {
            return Ok((0, 1));
        };
        match (self.hosts.count, place.missing) {
            // All processes are on the only host.
            (Some(1), _) => Ok((place.rank, place.world_size)),
            (Some(hosts), Some(variable)) if place.world_size > hosts => Err(variable),
            _ => Ok((place.local_rank, place.local_world_size)),
        }
    }

    /// Returns the variable that this process's rank is from, if a launcher set it.
    #[inline]
    pub(crate) fn rank_variable(&self) -> Option<&'static str> {
        self.place.map(|place| place.variable)
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
        // The toolkit names a group where the job has none.
        let current_instance_group = facts
            .text(group)
            .filter(|name| instance_groups.iter().any(|group| group.name == *name));
        let is_hetero = facts.json(
            Places::new("SM_IS_HETERO", "is_hetero"),
            "true or false",
            boolean,
        );
        let is_hetero = is_hetero.unwrap_or(instance_groups.len() > 1);
        let kind = Places::of_host(
            "SM_CURRENT_INSTANCE_TYPE",
            "current_instance_type",
            "current_instance_type",
        );
        let interface = Places::new("SM_NETWORK_INTERFACE_NAME", "network_interface_name");
        Cluster {
            current_instance_type: facts.text(kind),
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
            place: ProcessRank::of(facts, hosts.count),
            hosts,
            is_certain: facts.problems.len() == before,
        }
    }
}

/// The resource config has all of a group; the toolkit's own variables have it too.
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
    let named = |value: Json<'_>| {
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
            named,
        )
        .unwrap_or_default()
}

/// What a launcher says; else what the toolkit or the driver says, where there is such a host; else
/// the first host.
#[inline]
fn master_addr(facts: &mut Facts<'_>, hosts: &[String], is_hetero: bool) -> Option<String> {
    let own = facts.text(Places::of_machine("MASTER_ADDR", ""));
    // In a job of one group this is the first host in the order of a file.
    let of_toolkit = is_hetero
        .then(|| facts.text(Places::new("", "master_hostname")))
        .flatten();
    let of_driver = facts.text(Places::new("SM_MASTER_ADDR", "master_addr"));
    let of_job = [of_toolkit, of_driver]
        .into_iter()
        .flatten()
        .find(|host| hosts.contains(host));
    own.or(of_job).or_else(|| hosts.first().cloned())
}

#[inline]
fn master_port(facts: &mut Facts<'_>) -> Option<u16> {
    let expected = "a port, a whole number from 0 to 65535";
    let read = |value: Json<'_>| value.as_u64()?.try_into().ok();
    let own = facts.json(Places::of_machine("MASTER_PORT", ""), expected, read);
    own.or_else(|| facts.json(Places::new("SM_MASTER_PORT", "master_port"), expected, read))
}

#[inline]
fn boolean(value: Json<'_>) -> Option<bool> {
    match value.as_str() {
        Some(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => value.as_bool(),
    }
}

/// Hosts, and this process's place among all processes.
impl TrainingEnv {
    /// The job's hosts, sorted by name (as the driver has them; `algo-10` comes before `algo-2`),
    /// so that every host has the same order: `SM_HOSTS`, else `hosts` of `resourceconfig.json`.
    /// None where nothing is said of any.
    #[must_use]
    #[inline]
    pub fn hosts(&self) -> &[String] {
        &self.cluster.hosts.names
    }

    /// This host: `SM_CURRENT_HOST`, else `current_host` of `resourceconfig.json`. Under `mpirun`
    /// the file goes first, since `mpirun` gives the variables of the first host to the processes
    /// on all.
    #[must_use]
    #[inline]
    pub fn current_host(&self) -> Option<&str> {
        self.cluster.hosts.current.as_deref()
    }

    /// Returns the number of hosts: that of [`hosts`](Self::hosts), else `SM_HOST_COUNT`, else 1.
    #[must_use]
    #[inline]
    pub fn host_count(&self) -> usize {
        self.cluster.hosts.count.unwrap_or(1)
    }

    /// Returns this host's place among [`hosts`](Self::hosts), counted from 0, which
    /// `SM_CURRENT_HOST_RANK` has, too. It is `None` if nothing tells which of several hosts this
    /// is, or if the resource config lists the only host under another name than
    /// [`current_host`](Self::current_host). Other contradictions are problems: a current host that
    /// is not listed, or another number of hosts or another rank than the list gives.
    #[must_use]
    #[inline]
    pub fn host_rank(&self) -> Option<usize> {
        self.cluster.hosts.rank
    }

    /// Whether this is the first of the hosts: the one to do what is to be done once.
    #[must_use]
    #[inline]
    pub fn is_leader_host(&self) -> bool {
        self.host_rank() == Some(0)
    }

    /// Returns this process's number among all processes of the job, counted from 0, as the
    /// launcher sets it:
    ///
    /// | launcher | rank | size | rank on the host | size on the host |
    /// |---|---|---|---|---|
    /// | `torchrun`, DeepSpeed | `RANK` | `WORLD_SIZE` | `LOCAL_RANK` | `LOCAL_WORLD_SIZE`, `LOCAL_SIZE` |
    /// | Open MPI | `OMPI_COMM_WORLD_RANK` | `OMPI_COMM_WORLD_SIZE` | `OMPI_COMM_WORLD_LOCAL_RANK` | `OMPI_COMM_WORLD_LOCAL_SIZE` |
    /// | MVAPICH2 | `MV2_COMM_WORLD_RANK` | `MV2_COMM_WORLD_SIZE` | `MV2_COMM_WORLD_LOCAL_RANK` | `MV2_COMM_WORLD_LOCAL_SIZE` |
    /// | MPICH, Intel MPI | `PMI_RANK` | `PMI_SIZE` | `MPI_LOCALRANKID` | `MPI_LOCALNRANKS` |
    /// | Slurm's `srun` | `SLURM_PROCID` | `SLURM_NTASKS` | `SLURM_LOCALID` | `SLURM_STEP_TASKS_PER_NODE`, `SLURM_TASKS_PER_NODE`, `SLURM_NTASKS_PER_NODE` at `SLURM_NODEID` |
    /// | PyTorchJob of Kubernetes, scripts | `RANK` | `WORLD_SIZE` | | |
    ///
    /// If several launchers set theirs, the innermost counts, which is the upper one in the table:
    /// `torchrun`, if `srun` or `mpirun` starts it on each host. Slurm's variables count within a
    /// step (`SLURM_STEP_ID`); a batch script is one process. A rank without a size, a size without
    /// a rank, a rank that is not below the size, and more processes on a host than in all are
    /// problems. Without a launcher there is one process on each host, and this is
    /// [`host_rank`](Self::host_rank).
    #[must_use]
    #[inline]
    pub fn rank(&self) -> Option<usize> {
        self.cluster
            .place
            .map_or(self.host_rank(), |place| Some(place.rank))
    }

    /// Returns the number of processes on all hosts, as the launcher sets it: see
    /// [`rank`](Self::rank). Without a launcher there is one on each host.
    #[must_use]
    #[inline]
    pub fn world_size(&self) -> usize {
        self.cluster
            .place
            .map_or(self.host_count(), |place| place.world_size)
    }

    /// Whether this is the only process of the job, and nothing is wrong with what is said of hosts
    /// and processes.
    #[cfg(feature = "run")]
    #[inline]
    pub(crate) fn is_alone(&self) -> bool {
        self.world_size() == 1 && self.cluster.is_certain
    }

    /// Returns this process's number among those of this host, counted from 0, which is that of the
    /// GPU that it may use: see [`rank`](Self::rank). It is 0 if the launcher does not set it.
    #[must_use]
    #[inline]
    pub fn local_rank(&self) -> usize {
        self.cluster.place.map_or(0, |place| place.local_rank)
    }

    /// Returns the number of processes on this host: see [`rank`](Self::rank). If the launcher sets
    /// neither this nor the rank on the host, it is 1. If it sets only that rank, all processes are
    /// taken to be divided equally among the job's hosts; where they cannot be, it is
    /// `local_rank() + 1`, the fewest that there can be.
    #[must_use]
    #[inline]
    pub fn local_world_size(&self) -> usize {
        self.cluster.place.map_or(1, |place| place.local_world_size)
    }

    /// Whether this is the first of all processes: the one to write the model.
    #[must_use]
    #[inline]
    pub fn is_leader(&self) -> bool {
        self.rank() == Some(0)
    }

    /// This host's kind, `ml.m5.xlarge`: `SM_CURRENT_INSTANCE_TYPE`, else `resourceconfig.json`;
    /// `local` where nothing says it, as SageMaker's local mode calls itself.
    #[must_use]
    #[inline]
    pub fn current_instance_type(&self) -> &str {
        self.cluster
            .current_instance_type
            .as_deref()
            .unwrap_or(INSTANCE_TYPE)
    }

    /// The group of instances that this host is in: `SM_CURRENT_INSTANCE_GROUP`, else
    /// `current_group_name` of `resourceconfig.json`, where the job has groups.
    #[must_use]
    #[inline]
    pub fn current_instance_group(&self) -> Option<&InstanceGroup> {
        let name = self.cluster.current_instance_group.as_ref()?;
        self.instance_groups()
            .iter()
            .find(|group| group.name == *name)
    }

    /// The job's groups of instances: `instance_groups` of `SM_RESOURCE_CONFIG`, else of
    /// `resourceconfig.json`.
    #[must_use]
    #[inline]
    pub fn instance_groups(&self) -> &[InstanceGroup] {
        &self.cluster.instance_groups
    }

    /// Whether the job has several groups of instances: `SM_IS_HETERO`.
    #[must_use]
    #[inline]
    pub fn is_hetero(&self) -> bool {
        self.cluster.is_hetero
    }

    /// The groups that train together: `SM_DISTRIBUTION_INSTANCE_GROUPS`.
    #[must_use]
    #[inline]
    pub fn distribution_instance_groups(&self) -> &[String] {
        &self.cluster.distribution_instance_groups
    }

    /// Where the hosts stand: `SM_TOPOLOGY`, else `topology` of `resourceconfig.json`, on the
    /// machines that have one.
    #[must_use]
    #[inline]
    pub fn topology(&self) -> &[HostTopology] {
        &self.cluster.topology
    }

    /// The network between the hosts: `SM_NETWORK_INTERFACE_NAME`, else `resourceconfig.json`, else
    /// `eth0`.
    #[must_use]
    #[inline]
    pub fn network_interface_name(&self) -> &str {
        self.cluster
            .network_interface_name
            .as_deref()
            .unwrap_or(NETWORK_INTERFACE)
    }

    /// Returns the host where processes meet: `MASTER_ADDR`, which `torchrun` sets; else, in a job
    /// with several groups of instances, `master_hostname` of `SM_TRAINING_ENV`, the first host of
    /// the groups that train together; else `SM_MASTER_ADDR` (`algo-1` in every job of the
    /// driver's); else the first of [`hosts`](Self::hosts). The two of SageMaker count if the job
    /// has such a host.
    #[must_use]
    #[inline]
    pub fn master_addr(&self) -> Option<&str> {
        self.cluster.master_addr.as_deref()
    }

    /// The port there: `MASTER_PORT`, else `SM_MASTER_PORT`, else 7777, as the driver has it.
    #[must_use]
    #[inline]
    pub fn master_port(&self) -> u16 {
        self.cluster.master_port.unwrap_or(MASTER_PORT)
    }
}
