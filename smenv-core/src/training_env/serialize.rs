//! The job's environment as JSON.
//!
//! Each implementation repeats the `cfg` of this module, for rustdoc to show the feature also where
//! the crate `smenv` re-exports the type.

use std::path::Path;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::facts::cluster::{HostTopology, InstanceGroup};
use crate::facts::log_level::LogLevel;
use crate::training_env::training_env::TrainingEnv;

/// Serializes as an object that always has the same keys, in the same order; an unknown fact is
/// null. A key is the name of the method that returns the fact, which is also the toolkit's key in
/// `SM_TRAINING_ENV` if it has one; [`current_instance_group`](TrainingEnv::current_instance_group)
/// is the group's name. A path that is not UTF-8 has `�` in place of what is not.
///
/// Left out are the facts that may contain secrets: [`user_args`](TrainingEnv::user_args),
/// [`framework_params`](TrainingEnv::framework_params) and
/// [`distributed_config`](TrainingEnv::distributed_config).
///
/// The first call may run `nvidia-smi` and `neuron-ls`: see [`num_gpus`](TrainingEnv::num_gpus) and
/// [`num_neurons`](TrainingEnv::num_neurons).
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{Source, TrainingEnv};
/// let source = Source::from_vars([
///     ("TRAINING_JOB_NAME", "digits-7"),
///     ("SM_CHANNEL_TRAIN", "/data"),
///     ("SM_HOSTS", r#"["algo-1", "algo-2"]"#),
///     ("SM_CURRENT_HOST", "algo-2"),
///     ("SM_NUM_GPUS", "8"),
///     ("SM_NUM_NEURONS", "0"),
/// ]);
/// let env = serde_json::to_value(TrainingEnv::from_source(&source)?)?;
///
/// assert_eq!(env["job_name"], "digits-7");
/// assert_eq!(env["channels"][0]["dir"], "/data");
/// assert_eq!(env["hosts"], serde_json::json!(["algo-1", "algo-2"]));
/// assert_eq!((&env["host_rank"], &env["num_gpus"]), (&1.into(), &8.into()));
/// assert_eq!(env["log_level"], 20);
/// assert!(env["job_arn"].is_null());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for TrainingEnv {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("TrainingEnv", 42)?;
        macro_rules! fields {
            ($($key:ident: $value:expr,)*) => {
                $(object.serialize_field(stringify!($key), &$value)?;)*
            };
        }
        fields! {
            job_name: self.job_name(),
            job_arn: self.job_arn(),
            channels: self.channels(),
            hosts: self.hosts(),
            current_host: self.current_host(),
            host_count: self.host_count(),
            host_rank: self.host_rank(),
            is_leader_host: self.is_leader_host(),
            rank: self.rank(),
            world_size: self.world_size(),
            local_rank: self.local_rank(),
            local_world_size: self.local_world_size(),
            is_leader: self.is_leader(),
            current_instance_type: self.current_instance_type(),
            current_instance_group: self.current_instance_group().map(InstanceGroup::name),
            instance_groups: self.instance_groups(),
            is_hetero: self.is_hetero(),
            distribution_instance_groups: self.distribution_instance_groups(),
            topology: self.topology(),
            network_interface_name: self.network_interface_name(),
            master_addr: self.master_addr(),
            master_port: self.master_port(),
            num_cpus: self.num_cpus(),
            num_gpus: self.num_gpus(),
            num_neurons: self.num_neurons(),
            log_level: self.log_level(),
            input_dir: self.input_dir().to_string_lossy(),
            input_config_dir: self.input_config_dir().to_string_lossy(),
            input_data_dir: self.input_data_dir().to_string_lossy(),
            output_dir: self.output_dir().to_string_lossy(),
            output_data_dir: self.output_data_dir().to_string_lossy(),
            output_intermediate_dir: self.output_intermediate_dir().to_string_lossy(),
            failure_file: self.failure_file().to_string_lossy(),
            model_dir: self.model_dir().to_string_lossy(),
            checkpoint_dir: self.checkpoint_dir().to_string_lossy(),
            user_entry_point: self.user_entry_point(),
            module_name: self.module_name(),
            module_dir: self.module_dir(),
            framework_module: self.framework_module(),
            source_dir: self.source_dir().map(Path::to_string_lossy),
            entry_script: self.entry_script(),
            distributed_driver_dir: self.distributed_driver_dir().map(Path::to_string_lossy),
        }
        object.end()
    }
}

/// Serializes with the keys of `resourceconfig.json`.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{Source, TrainingEnv};
/// let group = r#"{"instance_group_name":"gpus","instance_type":"ml.g5.xlarge","hosts":["algo-1"]}"#;
/// let config = format!(r#"{{"instance_groups": [{group}]}}"#);
/// let env = TrainingEnv::from_source(&Source::from_vars([("SM_RESOURCE_CONFIG", config)]))?;
/// assert_eq!(serde_json::to_string(&env.instance_groups()[0])?, group);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for InstanceGroup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("InstanceGroup", 3)?;
        object.serialize_field("instance_group_name", self.name())?;
        object.serialize_field("instance_type", &self.instance_type())?;
        object.serialize_field("hosts", self.hosts())?;
        object.end()
    }
}

/// Serializes as `{"host": …, "capacity_unit": …}`.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::{Source, TrainingEnv};
/// let topology = r#"[{"hostName": "algo-1", "capacityUnitId": "cu-1"}]"#;
/// let env = TrainingEnv::from_source(&Source::from_vars([("SM_TOPOLOGY", topology)]))?;
/// assert_eq!(
///     serde_json::to_string(&env.topology()[0])?,
///     r#"{"host":"algo-1","capacity_unit":"cu-1"}"#,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for HostTopology {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("HostTopology", 2)?;
        object.serialize_field("host", self.host())?;
        object.serialize_field("capacity_unit", &self.capacity_unit())?;
        object.end()
    }
}

/// Serializes as Python's number for it, as SageMaker does in `SM_LOG_LEVEL`.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv::LogLevel;
/// assert_eq!(serde_json::to_string(&LogLevel::WARNING)?, "30");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "serde")]
impl Serialize for LogLevel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.number())
    }
}
