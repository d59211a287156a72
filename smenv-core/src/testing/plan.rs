//! What a local job is to have.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use crate::channels::channel::{DataDistribution, InputMode, RecordWrapper};
use crate::testing::launcher::Launcher;

/// The settings of a local job.
#[derive(Clone, Default)]
pub(crate) struct JobPlan {
    pub(crate) hyperparameters: Vec<(String, String)>,
    pub(crate) channels: BTreeMap<String, ChannelPlan>,
    pub(crate) hosts: usize,
    pub(crate) instance_type: Option<String>,
    pub(crate) groups: Vec<HostGroup>,
    pub(crate) name: Option<String>,
    pub(crate) launcher: Launcher,
    pub(crate) processes_per_host: Option<usize>,
    pub(crate) script_arguments: bool,
}

/// The settings and files of a channel.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChannelPlan {
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    pub(crate) content_type: Option<String>,
    pub(crate) input_mode: Option<InputMode>,
    pub(crate) distribution: Option<DataDistribution>,
    pub(crate) record_wrapper: Option<RecordWrapper>,
}

/// An instance group, with the names of its hosts.
#[derive(Clone)]
pub(crate) struct HostGroup {
    pub(crate) name: String,
    pub(crate) instance_type: String,
    pub(crate) hosts: Vec<String>,
}

impl JobPlan {
    /// Adds an instance group after the others.
    pub(crate) fn add_group(&mut self, name: String, instance_type: String, hosts: usize) {
        let before: usize = self.groups.iter().map(|group| group.hosts.len()).sum();
        self.groups.push(HostGroup {
            name,
            instance_type,
            hosts: host_names(before, hosts),
        });
    }

    /// Returns the hyperparameters. One that is set again has its last text and position.
    pub(crate) fn last_of_each(&self) -> Vec<(String, String)> {
        let mut known = HashSet::new();
        let mut last: Vec<_> = self
            .hyperparameters
            .iter()
            .rev()
            .filter(|(name, _)| known.insert(name))
            .cloned()
            .collect();
        last.reverse();
        last
    }

    /// Returns the instance groups. A job without groups has one, with SageMaker's own name for it.
    pub(crate) fn groups_or_one(&self) -> Vec<HostGroup> {
        let only = || HostGroup {
            name: "homogeneousCluster".to_owned(),
            instance_type: self
                .instance_type
                .clone()
                .unwrap_or_else(|| "ml.m5.large".to_owned()),
            hosts: host_names(0, self.hosts.max(1)),
        };
        let with_hosts = self.groups.iter().filter(|group| !group.hosts.is_empty());
        let groups: Vec<HostGroup> = with_hosts.cloned().collect();
        if groups.is_empty() {
            vec![only()]
        } else {
            groups
        }
    }
}

fn host_names(before: usize, count: usize) -> Vec<String> {
    (before + 1..=before + count)
        .map(|number| format!("algo-{number}"))
        .collect()
}
