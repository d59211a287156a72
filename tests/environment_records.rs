//! Whatever the producer, the facts of a recorded job are those in its config files.

#![cfg(unix)]

mod support;

use std::path::Path;

use serde_json::Value;
use smenv::{InstanceGroup, TrainingEnv};
use support::Record;

/// Calls `test` with each record, the contents of its `resourceconfig.json`, and its environment
/// from each producer and as a bare container.
fn for_each_job(test: impl Fn(&Record, &str, &Value, &TrainingEnv)) {
    let mut count = 0;
    for record in &Record::all() {
        let Some(config) = record.file("resourceconfig.json") else {
            continue;
        };
        let config: Value = serde_json::from_str(config).unwrap();
        let folder = record.folder();
        for producer in record.producers() {
            let env = TrainingEnv::from_source(&record.variables(producer).unwrap()).unwrap();
            test(record, producer, &config, &env);
            count += 1;
        }
        test(
            record,
            "bare",
            &config,
            &TrainingEnv::from_source(&record.bare(&folder)).unwrap(),
        );
    }
    assert!(count > 100, "{count}");
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value[key].as_str()
}

fn sorted(names: &Value) -> Vec<String> {
    let mut names: Vec<String> = names
        .as_array()
        .into_iter()
        .flatten()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn hosts_and_this_ones_place() {
    for_each_job(|record, way, config, env| {
        let place = format!("{} from {way}", record.name);
        let hosts = sorted(&config["hosts"]);
        assert_eq!(env.hosts(), hosts, "{place}");
        assert_eq!(env.current_host(), text(config, "current_host"), "{place}");
        let rank = hosts
            .iter()
            .position(|host| Some(&**host) == text(config, "current_host"));
        // In a job without hosts, this is the only one.
        assert_eq!(
            env.host_rank(),
            rank.or(hosts.is_empty().then_some(0)),
            "{place}"
        );
        assert_eq!(
            (env.rank(), env.world_size()),
            (env.host_rank(), hosts.len().max(1)),
            "{place}"
        );
        assert_eq!(
            env.master_addr(),
            hosts.first().map(String::as_str),
            "{place}"
        );
    });
}

#[test]
fn instances_and_their_groups() {
    for_each_job(|record, way, config, env| {
        let place = format!("{} from {way}", record.name);
        assert_eq!(
            env.current_instance_type(),
            text(config, "current_instance_type").unwrap_or("local"),
            "{place}"
        );
        assert_eq!(
            env.network_interface_name(),
            text(config, "network_interface_name").unwrap_or("eth0"),
            "{place}"
        );
        let groups = config["instance_groups"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let names: Vec<&str> = groups
            .iter()
            .map(|group| text(group, "instance_group_name").unwrap())
            .collect();
        assert_eq!(
            env.instance_groups()
                .iter()
                .map(InstanceGroup::name)
                .collect::<Vec<_>>(),
            names,
            "{place}"
        );
        for (group, said) in env.instance_groups().iter().zip(&groups) {
            assert_eq!(
                group.instance_type(),
                text(said, "instance_type"),
                "{place}"
            );
            assert_eq!(group.hosts(), sorted(&said["hosts"]), "{place}");
        }
        let current = env.current_instance_group().map(InstanceGroup::name);
        assert_eq!(
            current,
            text(config, "current_group_name").filter(|name| names.contains(name)),
            "{place}"
        );
        assert_eq!(env.is_hetero(), groups.len() > 1, "{place}");
        let topology: Vec<&str> = env
            .topology()
            .iter()
            .map(smenv::HostTopology::host)
            .collect();
        let said = config["topology"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|host| text(host, "hostName").unwrap());
        assert_eq!(topology, said.collect::<Vec<_>>(), "{place}");
    });
}

/// Facts that only the machine knows are those that the producer counted there.
#[test]
fn processors_are_those_that_the_producer_counted() {
    for record in &Record::all() {
        for producer in record.producers() {
            let env = TrainingEnv::from_source(&record.variables(producer).unwrap()).unwrap();
            let gpus = if ["acc_gpu8", "acc_gpu_cvd"].contains(&&*record.name) {
                8
            } else {
                0
            };
            let neurons = if record.name == "acc_neuron" { 4 } else { 0 };
            assert_eq!(
                (env.num_cpus(), env.num_gpus(), env.num_neurons()),
                (2, gpus, neurons),
                "{}",
                record.name
            );
        }
    }
}

/// SDK v3's driver ignores it: its level is that of the job's own variable `SM_LOG_LEVEL`, or 20.
#[test]
fn the_log_level_is_the_hyperparameters() {
    for_each_job(|record, way, _, env| {
        let said = record
            .texts()
            .get("sagemaker_container_log_level")
            .map_or(20, |text| text.parse().unwrap());
        let level = match (way, &*record.name) {
            ("v3", "log_level_env") => 10,
            ("v3", _) => 20,
            _ => said,
        };
        assert_eq!(
            env.log_level().number(),
            level,
            "{} from {way}",
            record.name
        );
    });
    assert!(Record::all().iter().any(|record| {
        record
            .names()
            .contains(&"sagemaker_container_log_level".to_owned())
    }));
}

#[test]
fn directories_are_the_containers() {
    for_each_job(|record, way, _, env| {
        if way != "bare" {
            assert_eq!(
                env.model_dir(),
                Path::new("/opt/ml/model"),
                "{}",
                record.name
            );
            assert_eq!(
                env.output_data_dir(),
                Path::new("/opt/ml/output/data"),
                "{}",
                record.name
            );
            assert_eq!(
                env.failure_file(),
                Path::new("/opt/ml/output/failure"),
                "{}",
                record.name
            );
        }
    });
}

#[test]
fn a_channels_distribution_and_wrapper() {
    for record in &Record::all() {
        let Some(config) = record.file("inputdataconfig.json") else {
            continue;
        };
        let config: Value = serde_json::from_str(config).unwrap();
        let folder = record.folder();
        let sources = record
            .producers()
            .map(|producer| record.variables(producer).unwrap());
        for source in sources.chain([record.bare(&folder)]) {
            for channel in TrainingEnv::from_source(&source).unwrap().channels() {
                let said = &config[channel.name()];
                let distribution = channel
                    .distribution()
                    .map(|distribution| distribution.as_str());
                assert_eq!(
                    distribution,
                    text(said, "S3DistributionType"),
                    "{}",
                    record.name
                );
                let wrapper = channel.record_wrapper().map(|wrapper| wrapper.as_str());
                assert_eq!(wrapper, text(said, "RecordWrapperType"), "{}", record.name);
            }
        }
    }
}
