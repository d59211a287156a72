//! The files of a channel, and the shard of each process.

use std::path::{MAIN_SEPARATOR, Path};

use crate::support::Folder;
use smenv::{DataDistribution, Source, TrainingEnv};

/// Creates a job with a channel that contains these files.
fn folder(files: &[&str], config: &str) -> Folder {
    let folder = Folder::new("files");
    folder.write(
        "input/config/inputdataconfig.json",
        &format!("{{\"train\": {config}}}"),
    );
    files
        .iter()
        .for_each(|file| folder.write(&format!("input/data/train/{file}"), file));
    folder
}

fn env(folder: &Folder, variables: &[(&str, &str)]) -> TrainingEnv {
    TrainingEnv::from_source(&Source::from_vars(variables.iter().copied()).base_dir(folder.path()))
        .unwrap()
}

fn hosts(folder: &Folder, current: usize, count: usize) {
    let hosts: Vec<String> = (0..count).map(|host| format!("algo-{host}")).collect();
    let config = serde_json::json!({"hosts": hosts, "current_host": format!("algo-{current}")});
    folder.write("input/config/resourceconfig.json", &config.to_string());
}

fn names(folder: &Folder, paths: &[std::path::PathBuf]) -> Vec<String> {
    let data = folder.at("input/data/train");
    paths
        .iter()
        .map(|path| path.strip_prefix(&data).unwrap().display().to_string())
        .map(|name| name.replace(MAIN_SEPARATOR, "/"))
        .collect()
}

#[test]
fn all_files_are_there_in_the_order_of_their_paths() {
    let folder = folder(
        &["b.csv", "a.csv", "deep/er/c.csv", "deep/a.csv", "_SUCCESS"],
        "{}",
    );
    let files = env(&folder, &[]).channel("train").unwrap().files().unwrap();
    assert_eq!(
        names(&folder, &files),
        ["_SUCCESS", "a.csv", "b.csv", "deep/a.csv", "deep/er/c.csv"]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_round_and_round() {
    use std::os::unix::fs::symlink;

    let folder = folder(&["deep/a.csv"], "{}");
    let data = folder.at("input/data/train");
    symlink(data.join("deep/a.csv"), data.join("b.csv")).unwrap();
    symlink(&data, data.join("deep/loop")).unwrap();
    let files = env(&folder, &[]).channel("train").unwrap().files().unwrap();
    assert_eq!(names(&folder, &files), ["b.csv", "deep/a.csv"]);
}

/// A copy in each place would be trained on twice.
#[cfg(unix)]
#[test]
fn a_folder_that_several_links_lead_to_is_visited_once() {
    use std::os::unix::fs::symlink;

    let folder = folder(&["own/a.csv"], "{}");
    let data = folder.at("input/data/train");
    folder.write("outside/b.csv", "");
    folder.write("outside/deep/c.csv", "");
    let outside = folder.path().join("outside");
    // One link into the channel itself, two to a folder elsewhere, one into that folder, and one
    // back.
    symlink(data.join("own"), data.join("again")).unwrap();
    symlink(&outside, data.join("linked")).unwrap();
    symlink(&outside, data.join("linked-again")).unwrap();
    symlink(outside.join("deep"), data.join("z")).unwrap();
    symlink(&data, outside.join("back")).unwrap();
    let files = env(&folder, &[]).channel("train").unwrap().files().unwrap();
    assert_eq!(
        names(&folder, &files),
        ["linked/b.csv", "linked/deep/c.csv", "own/a.csv"]
    );
}

/// Even if a path that is found first is inside one that is found later.
#[cfg(unix)]
#[test]
fn a_link_to_what_a_folder_is_in_adds_the_rest() {
    use std::os::unix::fs::symlink;

    let folder = folder(&["own.csv"], "{}");
    let data = folder.at("input/data/train");
    folder.write("all/deep/a.csv", "");
    folder.write("all/b.csv", "");
    symlink(folder.path().join("all/deep"), data.join("first")).unwrap();
    symlink(folder.path().join("all"), data.join("second")).unwrap();
    let files = env(&folder, &[]).channel("train").unwrap().files().unwrap();
    assert_eq!(
        names(&folder, &files),
        ["first/a.csv", "own.csv", "second/b.csv"]
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let folder = folder(&["a.csv"], "{}");
    let data = folder.at("input/data/train");
    std::os::unix::fs::symlink("nowhere", data.join("b.csv")).unwrap();
    let error = env(&folder, &[])
        .channel("train")
        .unwrap()
        .files()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&format!("channel train: {}/b.csv: ", data.display())),
        "{error}"
    );
}

#[test]
fn a_directory_that_does_not_exist_is_named_with_its_channel() {
    let folder = folder(&[], "{}");
    let error = env(&folder, &[])
        .channel("train")
        .unwrap()
        .files()
        .unwrap_err();
    let data = folder.at("input/data");
    let start = format!("channel train: {}: ", data.join("train").display());
    assert!(error.to_string().starts_with(&start), "{error}");
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
}

const FILES: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];

#[test]
fn hosts_that_have_all_files_divide_them() {
    let folder = folder(&FILES, r#"{"S3DistributionType": "FullyReplicated"}"#);
    for count in [1, 2, 3, 9] {
        let mut all = Vec::new();
        for host in 0..count {
            hosts(&folder, host, count);
            let env = env(&folder, &[]);
            let share = env.channel("train").unwrap().shard(&env).unwrap();
            assert!(share.len().abs_diff(FILES.len() / count) <= 1);
            all.extend(names(&folder, &share));
        }
        all.sort();
        assert_eq!(all, FILES, "{count}");
    }
}

#[test]
fn hosts_to_which_s3_gave_their_share_take_it_all() {
    let folder = folder(&FILES, r#"{"S3DistributionType": "ShardedByS3Key"}"#);
    hosts(&folder, 1, 2);
    let env = env(&folder, &[]);
    let train = env.channel("train").unwrap();
    assert_eq!(train.distribution(), Some(DataDistribution::ShardedByS3Key));
    assert_eq!(names(&folder, &train.shard(&env).unwrap()), FILES);
}

#[test]
fn processes_of_a_host_divide_what_it_has() {
    let launcher = |rank: &'static str, local: &'static str| {
        [
            ("RANK", rank),
            ("WORLD_SIZE", "4"),
            ("LOCAL_RANK", local),
            ("LOCAL_WORLD_SIZE", "2"),
        ]
    };
    let all = folder(&FILES, "{}");
    let share = |folder: &Folder, variables: &[(&str, &str)]| {
        let env = env(folder, variables);
        names(folder, &env.channel("train").unwrap().shard(&env).unwrap())
    };
    assert_eq!(share(&all, &launcher("2", "0")), ["2", "6"]);
    let sharded = folder(&FILES, r#"{"S3DistributionType": "ShardedByS3Key"}"#);
    assert_eq!(share(&sharded, &launcher("3", "1")), ["1", "3", "5"]);
}

#[test]
fn a_host_that_is_none_of_the_jobs_has_no_share() {
    let folder = folder(&FILES, "{}");
    folder.write(
        "input/config/resourceconfig.json",
        r#"{"hosts": ["algo-1"], "current_host": "algo-9"}"#,
    );
    let env = env(&folder, &[]);
    let error = env.channel("train").unwrap().shard(&env).unwrap_err();
    assert_eq!(
        error.to_string(),
        "this host, \"algo-9\", is not one of the job's hosts: algo-1"
    );
}

#[test]
fn processes_that_are_not_numbered_on_their_host_have_no_share_of_what_is_the_hosts() {
    let folder = folder(&FILES, r#"{"S3DistributionType": "ShardedByS3Key"}"#);
    let share = |count: usize, variables: &[(&str, &str)]| {
        hosts(&folder, count - 1, count);
        let env = env(&folder, variables);
        let share = env.channel("train").unwrap().shard(&env);
        share
            .map(|paths| names(&folder, &paths))
            .map_err(|error| error.to_string())
    };
    let without = |variable: &str| {
        Err(format!(
            "channel train: each host has files of its own, which its processes divide; without {variable}, it is unknown which are for \
             this one"
        ))
    };
    assert_eq!(
        share(2, &[("RANK", "1"), ("WORLD_SIZE", "4")]),
        without("LOCAL_RANK")
    );
    assert_eq!(
        share(
            2,
            &[("RANK", "4"), ("WORLD_SIZE", "5"), ("LOCAL_RANK", "1")]
        ),
        without("LOCAL_WORLD_SIZE")
    );
    assert_eq!(
        share(2, &[("PMI_RANK", "1"), ("PMI_SIZE", "4")]),
        without("MPI_LOCALRANKID")
    );
    // Equally many on each host.
    assert_eq!(
        share(
            2,
            &[("RANK", "3"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "1")]
        )
        .unwrap(),
        ["1", "3", "5"]
    );
    // One per host, or all of them on the only one.
    assert_eq!(
        share(2, &[("RANK", "1"), ("WORLD_SIZE", "2")]).unwrap(),
        FILES
    );
    assert_eq!(
        share(1, &[("RANK", "3"), ("WORLD_SIZE", "4")]).unwrap(),
        ["3"]
    );
}

#[test]
fn a_host_that_nobody_tells_from_the_others_has_no_share() {
    let folder = folder(&FILES, "{}");
    folder.write(
        "input/config/resourceconfig.json",
        r#"{"hosts": ["algo-1", "algo-2"]}"#,
    );
    let env = env(&folder, &[]);
    let error = env.channel("train").unwrap().shard(&env).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it is unknown which of the 2 hosts this is; set SM_CURRENT_HOST_RANK to its number, counted from 0"
    );
}

#[test]
fn a_pipe_has_a_fifo_an_epoch_and_no_files() {
    let folder = folder(&[], r#"{"TrainingInputMode": "Pipe"}"#);
    let env = env(&folder, &[]);
    let train = env.channel("train").unwrap();
    assert_eq!(train.fifo(0), folder.path().join("input/data/train_0"));
    assert_eq!(train.fifo(12), folder.path().join("input/data/train_12"));
    assert_eq!(
        train.files().unwrap_err().to_string(),
        "channel train: its input mode is Pipe, so it has one FIFO per epoch instead of files"
    );
    let env = TrainingEnv::from_source(&Source::from_vars([(
        "SM_CHANNEL_TRAIN",
        "/mnt/data/train",
    )]))
    .unwrap();
    assert_eq!(
        env.channel("train").unwrap().fifo(3),
        Path::new("/mnt/data/train_3")
    );
}
