//! Writes a local job to disk.

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use smenv_shared::limits::is_channel_name;

use crate::channels::channel::{DataDistribution, InputMode, RecordWrapper};
use crate::faults::files;
use crate::files::sibling::at;
use crate::testing::environment::{LauncherInput, produced};
use crate::testing::plan::{ChannelPlan, HostGroup, JobPlan};
use crate::testing::process::LocalProcess;
use crate::testing::python::dumps::{COMPACT, dumps};
use crate::testing::python::value::PyValue;

/// Writes a folder for each host, and returns the processes of the job, those of the first host
/// first.
pub(crate) fn write_job(plan: &JobPlan, dir: &Path) -> io::Result<Vec<LocalProcess>> {
    let groups = plan.groups_or_one();
    let names: Vec<&String> = groups.iter().flat_map(|group| &group.hosts).collect();
    if let Some(name) = plan.channels.keys().find(|name| !is_channel_name(name)) {
        let why = "a channel's name must be 1 to 64 letters, digits, `.`, `_` and `-`";
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{name:?}: {why}"),
        ));
    }
    let hyperparameters = plan.last_of_each();
    let produced = produced(plan.launcher, plan.script_arguments, &hyperparameters)?;
    let channels = input_data_config(plan);
    let mut processes = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let base = dir.join(name);
        let resources = resource_config(name, &groups);
        let texts = PyValue::dict(
            hyperparameters
                .iter()
                .map(|(name, text)| (name, PyValue::str(text))),
        );
        for (file, config) in [
            ("hyperparameters.json", &texts),
            ("resourceconfig.json", &resources),
            ("inputdataconfig.json", &channels),
        ] {
            write(
                &base.join("input/config").join(file),
                dumps(config, COMPACT).as_bytes(),
            )?;
        }
        let data = base.join("input/data");
        remove_dir(&data)?;
        for (channel, files) in &plan.channels {
            write_channel(files, number, names.len(), &data.join(channel))?;
        }
        for output in ["model", "output/data", "checkpoints"] {
            let output = base.join(output);
            fs::create_dir_all(&output).map_err(|error| at(&output, error))?;
        }
        let input = LauncherInput {
            base: &base,
            hyperparameters: &hyperparameters,
            produced: &produced,
            resource_config: &resources,
            input_data_config: &channels,
            name: plan.name.as_deref().unwrap_or("local-job"),
        };
        let (variables, arguments) = input.environment(plan.launcher);
        let host = LocalProcess {
            base,
            variables,
            arguments,
        };
        // Hosts are ranked by their names.
        let rank = names.iter().filter(|other| other < &name).count();
        processes.extend(processes_of_host(plan, host, rank, names.len()));
    }
    Ok(processes)
}

/// Returns the processes of a host, each with the host's environment and its rank.
fn processes_of_host(
    plan: &JobPlan,
    host: LocalProcess,
    rank: usize,
    hosts: usize,
) -> Vec<LocalProcess> {
    let Some(count) = plan.processes_per_host else {
        return vec![host];
    };
    let process = |local_rank: usize| {
        let numbers = [
            ("RANK", rank * count + local_rank),
            ("WORLD_SIZE", hosts * count),
            ("LOCAL_RANK", local_rank),
            ("LOCAL_WORLD_SIZE", count),
        ];
        let mut process = host.clone();
        process
            .variables
            .extend(numbers.map(|(name, number)| (name.into(), number.to_string().into())));
        process
            .variables
            .push(("MASTER_ADDR".into(), "127.0.0.1".into()));
        process
    };
    (0..count).map(process).collect()
}

/// Writes the files of a channel that S3 would give to a host.
fn write_channel(channel: &ChannelPlan, host: usize, hosts: usize, dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
    let is_sharded = channel.distribution == Some(DataDistribution::ShardedByS3Key);
    let is_here = |number: usize| !is_sharded || number % hosts == host;
    let is_inside = |path: &&PathBuf| {
        path.components()
            .all(|part| matches!(part, Component::Normal(_)))
    };
    if let Some(path) = channel.files.keys().find(|path| !is_inside(path)) {
        let why = "the path of a channel's file must be within the channel";
        return Err(at(path, io::Error::new(io::ErrorKind::InvalidInput, why)));
    }
    for (_, (path, contents)) in channel
        .files
        .iter()
        .enumerate()
        .filter(|(number, _)| is_here(*number))
    {
        write(&dir.join(path), contents)?;
    }
    Ok(())
}

/// Returns the content of `inputdataconfig.json`.
fn input_data_config(plan: &JobPlan) -> PyValue {
    let config = |channel: &ChannelPlan| {
        let mode = channel.input_mode.unwrap_or(InputMode::File);
        let distribution = channel
            .distribution
            .unwrap_or(DataDistribution::FullyReplicated);
        let wrapper = channel.record_wrapper.unwrap_or(RecordWrapper::None);
        let settings = [
            ("TrainingInputMode", Some(mode.as_str())),
            ("S3DistributionType", Some(distribution.as_str())),
            ("RecordWrapperType", Some(wrapper.as_str())),
            ("ContentType", channel.content_type.as_deref()),
        ];
        PyValue::dict(
            settings
                .into_iter()
                .filter_map(|(key, setting)| Some((key, PyValue::str(setting?)))),
        )
    };
    PyValue::dict(
        plan.channels
            .iter()
            .map(|(name, channel)| (name, config(channel))),
    )
}

/// Returns the content of `resourceconfig.json` on a host.
fn resource_config(host: &String, groups: &[HostGroup]) -> PyValue {
    let hosts: Vec<&String> = groups.iter().flat_map(|group| &group.hosts).collect();
    let current = groups.iter().find(|group| group.hosts.contains(host));
    let listed = |group: &HostGroup| {
        PyValue::dict([
            ("instance_group_name", PyValue::str(&group.name)),
            ("instance_type", PyValue::str(&group.instance_type)),
            ("hosts", PyValue::strs(&group.hosts)),
        ])
    };
    let of_current = |of: fn(&HostGroup) -> &String| {
        current.map_or(PyValue::None, |group| PyValue::str(of(group)))
    };
    PyValue::dict([
        ("current_host", PyValue::str(host)),
        (
            "current_instance_type",
            of_current(|group| &group.instance_type),
        ),
        ("current_group_name", of_current(|group| &group.name)),
        ("hosts", PyValue::strs(hosts)),
        (
            "instance_groups",
            PyValue::List(groups.iter().map(listed).collect()),
        ),
        ("network_interface_name", PyValue::str("eth0")),
    ])
}

fn write(path: &Path, contents: &[u8]) -> io::Result<()> {
    if let Some(what) = files::in_place_of(path) {
        // Writing to a FIFO, for example, would block.
        return Err(at(path, io::Error::new(io::ErrorKind::AlreadyExists, what)));
    }
    let written = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, contents));
    written.map_err(|error| at(path, error))
}

fn remove_dir(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(dir, error)),
        _ => Ok(()),
    }
}
