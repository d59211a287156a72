//! The hosts of [`TrainingEnv`], and this process's rank.

use crate::facts::cluster::{HostTopology, InstanceGroup};
use crate::training_env::training_env::TrainingEnv;

/// The defaults that SageMaker documents, and the port of the driver.
const NETWORK_INTERFACE: &str = "eth0";
const INSTANCE_TYPE: &str = "local";
const DEFAULT_MASTER_PORT: u16 = 7777;

/// Hosts and processes.
impl TrainingEnv {
    /// Returns the job's hosts: `SM_HOSTS`, else `hosts` in `resourceconfig.json`. They are sorted
    /// by name as the driver sorts them (`algo-10` comes before `algo-2`), so every host has them
    /// in the same order. The list is empty if no source has any.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_HOSTS", r#"["algo-2", "algo-1"]"#), ("SM_CURRENT_HOST", "algo-2")]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// assert_eq!(env.hosts(), ["algo-1", "algo-2"]);
    /// assert_eq!((env.current_host(), env.host_rank()), (Some("algo-2"), Some(1)));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn hosts(&self) -> &[String] {
        &self.cluster.hosts.names
    }

    /// Returns the name of this host: `SM_CURRENT_HOST`, else `current_host` in
    /// `resourceconfig.json`. Under `mpirun` the file takes precedence, since `mpirun` passes the
    /// variables of the first host to the processes on all hosts.
    #[must_use]
    #[inline]
    pub fn current_host(&self) -> Option<&str> {
        self.cluster.hosts.current.as_deref()
    }

    /// Returns the number of hosts: the length of [`hosts`](Self::hosts), else `SM_HOST_COUNT`,
    /// else 1.
    #[must_use]
    #[inline]
    pub fn host_count(&self) -> usize {
        self.cluster.hosts.count.unwrap_or(1)
    }

    /// Returns this host's position in [`hosts`](Self::hosts), counted from 0, which
    /// `SM_CURRENT_HOST_RANK` also reports.
    ///
    /// It is `None` if no source reports which of several hosts this is, or if the resource config
    /// lists the only host under a different name than [`current_host`](Self::current_host). Other
    /// contradictions are errors: a current host that is not listed, or a number of hosts or a rank
    /// that does not match the list.
    #[must_use]
    #[inline]
    pub fn host_rank(&self) -> Option<usize> {
        self.cluster.hosts.rank
    }

    /// Returns whether this is the first host, which does the work that is needed once per job.
    #[must_use]
    #[inline]
    pub fn is_leader_host(&self) -> bool {
        self.host_rank() == Some(0)
    }

    /// Returns this process's rank among all processes of the job, counted from 0, as its launcher
    /// sets it:
    ///
    /// | launcher | rank | size | rank on the host | size on the host |
    /// |---|---|---|---|---|
    /// | `torchrun`, DeepSpeed | `RANK` | `WORLD_SIZE` | `LOCAL_RANK` | `LOCAL_WORLD_SIZE`, `LOCAL_SIZE` |
    /// | Open MPI | `OMPI_COMM_WORLD_RANK` | `OMPI_COMM_WORLD_SIZE` | `OMPI_COMM_WORLD_LOCAL_RANK` | `OMPI_COMM_WORLD_LOCAL_SIZE` |
    /// | MVAPICH2 | `MV2_COMM_WORLD_RANK` | `MV2_COMM_WORLD_SIZE` | `MV2_COMM_WORLD_LOCAL_RANK` | `MV2_COMM_WORLD_LOCAL_SIZE` |
    /// | MPICH, Intel MPI | `PMI_RANK` | `PMI_SIZE` | `MPI_LOCALRANKID` | `MPI_LOCALNRANKS` |
    /// | Slurm's `srun` | `SLURM_PROCID` | `SLURM_NTASKS` | `SLURM_LOCALID` | `SLURM_STEP_TASKS_PER_NODE`, `SLURM_TASKS_PER_NODE`, `SLURM_NTASKS_PER_NODE` at `SLURM_NODEID` |
    /// | Kubernetes' PyTorchJob, scripts | `RANK` | `WORLD_SIZE` | | |
    ///
    /// If several launchers set their variables, the innermost counts, which is the one higher up in
    /// the table: `torchrun`, if `srun` or `mpirun` starts it on each host. Slurm's variables count
    /// within a job step (`SLURM_STEP_ID` or `SLURM_STEPID`); a batch script is a single process.
    /// Without a launcher each host runs one process, and its rank is
    /// [`host_rank`](Self::host_rank).
    ///
    /// Contradictory variables are errors: a rank without a size, a size without a rank, a rank that
    /// is not less than the size, and more processes on a host than in the job.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("RANK", "5"), ("WORLD_SIZE", "8"), ("LOCAL_RANK", "1")]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// assert_eq!((env.rank(), env.world_size(), env.local_rank()), (Some(5), 8, 1));
    /// assert!(!env.is_leader());
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn rank(&self) -> Option<usize> {
        self.cluster
            .process
            .map_or(self.host_rank(), |process| Some(process.rank))
    }

    /// Returns the number of processes on all hosts, as the launcher sets it: see
    /// [`rank`](Self::rank). Without a launcher it is the number of hosts.
    #[must_use]
    #[inline]
    pub fn world_size(&self) -> usize {
        self.cluster
            .process
            .map_or(self.host_count(), |process| process.world_size)
    }

    /// Returns whether this is certainly the only process of the job.
    #[cfg(feature = "run")]
    #[inline]
    pub(crate) fn is_alone(&self) -> bool {
        self.world_size() == 1 && self.cluster.is_certain
    }

    /// Returns this process's rank among those of its host, counted from 0, which is also the
    /// number of the GPU that it should use: see [`rank`](Self::rank). It is 0 if the launcher does
    /// not set it.
    #[must_use]
    #[inline]
    pub fn local_rank(&self) -> usize {
        self.cluster.process.map_or(0, |process| process.local_rank)
    }

    /// Returns the number of processes on this host: see [`rank`](Self::rank).
    ///
    /// It is 1 if the launcher sets neither this nor the rank on the host. If it sets only that
    /// rank, the processes are assumed to be divided equally among the job's hosts; if they cannot
    /// be, it is `local_rank() + 1`, the smallest possible number.
    #[must_use]
    #[inline]
    pub fn local_world_size(&self) -> usize {
        self.cluster
            .process
            .map_or(1, |process| process.local_world_size)
    }

    /// Returns whether this is the first of all processes, the one that writes the model.
    #[must_use]
    #[inline]
    pub fn is_leader(&self) -> bool {
        self.rank() == Some(0)
    }

    /// Returns this host's instance type, such as `ml.m5.xlarge`: `SM_CURRENT_INSTANCE_TYPE`, else
    /// `resourceconfig.json`, else `local`, the name that SageMaker's local mode uses.
    #[must_use]
    #[inline]
    pub fn current_instance_type(&self) -> &str {
        self.cluster
            .current_instance_type
            .as_deref()
            .unwrap_or(INSTANCE_TYPE)
    }

    /// Returns the instance group that this host is in: `SM_CURRENT_INSTANCE_GROUP`, else
    /// `current_group_name` in `resourceconfig.json`. It is `None` if the job has no groups.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let config = r#"{
    ///     "current_host": "algo-1",
    ///     "current_group_name": "gpus",
    ///     "hosts": ["algo-1"],
    ///     "instance_groups": [{"instance_group_name": "gpus", "instance_type": "ml.g5.xlarge", "hosts": ["algo-1"]}]
    /// }"#;
    /// let env = TrainingEnv::from_source(&Source::from_vars([("SM_RESOURCE_CONFIG", config)]))?;
    /// let group = env.current_instance_group().expect("the job has groups");
    /// assert_eq!((group.name(), group.instance_type()), ("gpus", Some("ml.g5.xlarge")));
    /// assert_eq!(group.hosts(), ["algo-1"]);
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn current_instance_group(&self) -> Option<&InstanceGroup> {
        let name = self.cluster.current_instance_group.as_ref()?;
        self.instance_groups()
            .iter()
            .find(|group| group.name() == name)
    }

    /// Returns the job's instance groups: `instance_groups` in `SM_RESOURCE_CONFIG`, else in
    /// `resourceconfig.json`.
    #[must_use]
    #[inline]
    pub fn instance_groups(&self) -> &[InstanceGroup] {
        &self.cluster.instance_groups
    }

    /// Returns whether the job has several instance groups: `SM_IS_HETERO`.
    #[must_use]
    #[inline]
    pub fn is_hetero(&self) -> bool {
        self.cluster.is_hetero
    }

    /// Returns the names of the instance groups that train together:
    /// `SM_DISTRIBUTION_INSTANCE_GROUPS`.
    #[must_use]
    #[inline]
    pub fn distribution_instance_groups(&self) -> &[String] {
        &self.cluster.distribution_instance_groups
    }

    /// Returns the hosts' positions in the network topology, on instances that have one:
    /// `SM_TOPOLOGY`, else `topology` in `resourceconfig.json`.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_TOPOLOGY", r#"[{"hostName": "algo-1", "capacityUnitId": "cu-1"}]"#)]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// assert_eq!(env.topology()[0].host(), "algo-1");
    /// assert_eq!(env.topology()[0].capacity_unit(), Some("cu-1"));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn topology(&self) -> &[HostTopology] {
        &self.cluster.topology
    }

    /// Returns the network interface between the hosts: `SM_NETWORK_INTERFACE_NAME`, else
    /// `network_interface_name` in `resourceconfig.json`, else `eth0`.
    #[must_use]
    #[inline]
    pub fn network_interface_name(&self) -> &str {
        self.cluster
            .network_interface_name
            .as_deref()
            .unwrap_or(NETWORK_INTERFACE)
    }

    /// Returns the host where processes meet. The first of these that is set counts:
    ///
    /// 1. `MASTER_ADDR`, which `torchrun` sets;
    /// 2. `master_hostname` in `SM_TRAINING_ENV`, the first host of the groups that train together,
    ///    if the job has several instance groups and this is one of its hosts;
    /// 3. `SM_MASTER_ADDR`, which the driver sets to `algo-1`, if the job has such a host;
    /// 4. the first of [`hosts`](Self::hosts).
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::{Source, TrainingEnv};
    /// let source = Source::from_vars([("SM_HOSTS", r#"["algo-1", "algo-2"]"#), ("SM_CURRENT_HOST", "algo-2")]);
    /// let env = TrainingEnv::from_source(&source)?;
    /// assert_eq!((env.master_addr(), env.master_port()), (Some("algo-1"), 7777));
    /// # Ok::<(), smenv::Error>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn master_addr(&self) -> Option<&str> {
        self.cluster.master_addr.as_deref()
    }

    /// Returns the port at [`master_addr`](Self::master_addr): `MASTER_PORT`, else
    /// `SM_MASTER_PORT`, else 7777, the driver's default.
    #[must_use]
    #[inline]
    pub fn master_port(&self) -> u16 {
        self.cluster.master_port.unwrap_or(DEFAULT_MASTER_PORT)
    }
}
