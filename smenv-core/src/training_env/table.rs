//! The table of [`TrainingEnv`]'s facts that `--explain` prints.

use std::fmt;

use crate::facts::directories::CHECKPOINTS;
use crate::index::Index;
use crate::render::table::{line, table};
use crate::training_env::training_env::TrainingEnv;

/// Writes a table of the job's facts and their origins. Facts that no source provides are left out,
/// unless they have a default.
impl fmt::Display for TrainingEnv {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&table(&self.rows(), usize::MAX))
    }
}

impl TrainingEnv {
    /// Returns the rows: the name, value and origin of each fact.
    #[inline]
    fn rows(&self) -> Vec<[String; 3]> {
        const DEFAULT: &str = "default";
        const COUNTED: &str = "counted";
        let by_key: Index<&str> = self
            .origins
            .iter()
            .map(|(key, _)| &**key)
            .zip(0..)
            .collect();
        // The origin under the first of these keys that has one.
        let from = |keys: &[&str], otherwise: &str| {
            let found = keys.iter().find_map(|key| by_key.get(*key).next());
            found.map_or_else(|| otherwise.to_owned(), |at| self.origins[at].1.to_string())
        };
        let of_size = |rank: Option<usize>, size: usize| {
            format!(
                "{} of {size}",
                rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string())
            )
        };
        let mut rows = vec![["job", "value", "from"].map(str::to_owned)];
        let mut row = |name: &str, value: String, origin: String| {
            rows.push([line(name), line(&value), line(&origin)])
        };
        if let Some(name) = self.job_name() {
            row(
                "name",
                name.to_owned(),
                from(&["TRAINING_JOB_NAME"], DEFAULT),
            );
        }
        for channel in self.channels() {
            let settings = [
                channel.content_type().map(str::to_owned),
                channel.input_mode().map(|mode| mode.to_string()),
                channel
                    .distribution()
                    .map(|distribution| distribution.to_string()),
            ];
            let settings: Vec<String> = settings.into_iter().flatten().collect();
            let settings = if settings.is_empty() {
                String::new()
            } else {
                format!(" ({})", settings.join(", "))
            };
            let name = format!("channel {}", channel.name());
            row(
                &name,
                format!("{}{settings}", channel.dir().display()),
                from(&[&name], DEFAULT),
            );
        }
        let host = self.current_host().unwrap_or("this one");
        let of_hosts = ["SM_CURRENT_HOST_RANK", "SM_CURRENT_HOST", "SM_HOSTS"];
        row(
            "host",
            format!("{host}, {}", of_size(self.host_rank(), self.host_count())),
            from(&of_hosts, DEFAULT),
        );
        let of_process: Vec<&str> = self
            .cluster
            .process
            .map(|process| process.variable)
            .into_iter()
            .chain(of_hosts)
            .collect();
        row(
            "process",
            of_size(self.rank(), self.world_size()),
            from(&of_process, DEFAULT),
        );
        let instance_type = self.current_instance_type().to_owned();
        row(
            "instance type",
            instance_type,
            from(&["SM_CURRENT_INSTANCE_TYPE"], DEFAULT),
        );
        row(
            "CPUs",
            self.num_cpus().to_string(),
            from(&["SM_NUM_CPUS"], COUNTED),
        );
        row(
            "GPUs",
            self.num_gpus().to_string(),
            from(&["SM_NUM_GPUS"], COUNTED),
        );
        row(
            "Neuron cores",
            self.num_neurons().to_string(),
            from(&["SM_NUM_NEURONS"], COUNTED),
        );
        for (name, dir, key) in [
            ("model", self.model_dir(), "SM_MODEL_DIR"),
            ("output", self.output_data_dir(), "SM_OUTPUT_DATA_DIR"),
            ("checkpoints", self.checkpoint_dir(), CHECKPOINTS),
        ] {
            row(name, dir.display().to_string(), from(&[key], DEFAULT));
        }
        row(
            "log level",
            self.log_level().to_string(),
            from(&["SM_LOG_LEVEL"], DEFAULT),
        );
        rows
    }
}
