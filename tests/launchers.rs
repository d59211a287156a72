//! The position of this process under each launcher.

mod support;

use smenv::{Source, TrainingEnv};
use support::Folder;

type Variables<'a> = &'a [(&'a str, &'a str)];

fn read(variables: &[Variables<'_>]) -> Result<TrainingEnv, Vec<String>> {
    let error = match TrainingEnv::from_source(&Source::from_vars(variables.concat())) {
        Ok(env) => return Ok(env),
        Err(error) => error,
    };
    Err(error.problems().iter().map(ToString::to_string).collect())
}

/// Returns the rank, the world size, the rank on this host, and the number of processes on it.
#[track_caller]
fn place(variables: &[Variables<'_>]) -> (usize, usize, usize, usize) {
    let env = read(variables).unwrap();
    let rank = env.rank().unwrap();
    assert_eq!(env.is_leader(), rank == 0);
    (
        rank,
        env.world_size(),
        env.local_rank(),
        env.local_world_size(),
    )
}

const HOSTS: Variables<'_> = &[
    ("SM_HOSTS", r#"["algo-1","algo-2"]"#),
    ("SM_CURRENT_HOST", "algo-1"),
];

const TORCHRUN: Variables<'_> = &[
    ("RANK", "3"),
    ("WORLD_SIZE", "4"),
    ("LOCAL_RANK", "1"),
    ("LOCAL_WORLD_SIZE", "2"),
    ("GROUP_RANK", "1"),
];

const OPEN_MPI: Variables<'_> = &[
    ("OMPI_COMM_WORLD_RANK", "5"),
    ("OMPI_COMM_WORLD_SIZE", "8"),
    ("OMPI_COMM_WORLD_LOCAL_RANK", "1"),
    ("OMPI_COMM_WORLD_LOCAL_SIZE", "4"),
    ("OMPI_COMM_WORLD_NODE_RANK", "1"),
    ("PMIX_RANK", "5"),
];

const INTEL_MPI: Variables<'_> = &[
    ("PMI_RANK", "6"),
    ("PMI_SIZE", "9"),
    ("MPI_LOCALRANKID", "0"),
    ("MPI_LOCALNRANKS", "3"),
];

const SLURM: Variables<'_> = &[
    ("SLURM_JOB_ID", "7"),
    ("SLURM_STEP_ID", "0"),
    ("SLURM_PROCID", "5"),
    ("SLURM_NTASKS", "7"),
    ("SLURM_LOCALID", "1"),
    ("SLURM_NODEID", "2"),
    ("SLURM_STEP_TASKS_PER_NODE", "2(x3),1"),
    // The number requested for the whole job.
    ("SLURM_TASKS_PER_NODE", "4(x4)"),
    ("SLURM_NTASKS_PER_NODE", "4"),
];

const MVAPICH: Variables<'_> = &[
    ("MV2_COMM_WORLD_RANK", "4"),
    ("MV2_COMM_WORLD_SIZE", "6"),
    ("MV2_COMM_WORLD_LOCAL_RANK", "1"),
    ("MV2_COMM_WORLD_LOCAL_SIZE", "3"),
];

/// As Kubernetes' PyTorchJob sets them.
const BY_HAND: Variables<'_> = &[
    ("RANK", "1"),
    ("WORLD_SIZE", "2"),
    ("MASTER_ADDR", "job-master-0"),
];

#[test]
fn each_launcher_tells_the_place() {
    for (launcher, expected) in [
        (TORCHRUN, (3, 4, 1, 2)),
        (OPEN_MPI, (5, 8, 1, 4)),
        (INTEL_MPI, (6, 9, 0, 3)),
        (MVAPICH, (4, 6, 1, 3)),
        (SLURM, (5, 7, 1, 2)),
        (BY_HAND, (1, 2, 0, 1)),
        (&[], (0, 1, 0, 1)),
    ] {
        assert_eq!(place(&[launcher]), expected, "{launcher:?}");
        if !launcher.is_empty() {
            assert_eq!(place(&[HOSTS, launcher]), expected, "{launcher:?}");
        }
    }
    assert_eq!(place(&[HOSTS]), (0, 2, 0, 1));
}

/// DeepSpeed's launcher has a different name for the number of processes on the host; torch's old
/// launcher does not set it.
#[test]
fn processes_of_a_host_that_nothing_counts_are_those_of_as_many_on_each() {
    let launched = [
        ("RANK", "3"),
        ("WORLD_SIZE", "4"),
        ("LOCAL_RANK", "1"),
        ("CROSS_SIZE", "2"),
    ];
    assert_eq!(place(&[&launched, &[("LOCAL_SIZE", "2")]]), (3, 4, 1, 2));
    assert_eq!(place(&[HOSTS, &launched]), (3, 4, 1, 2));
    assert_eq!(place(&[&[("SM_HOST_COUNT", "2")], &launched]), (3, 4, 1, 2));
    // On the only host, that is all of them.
    assert_eq!(
        place(&[&[("RANK", "1"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "1")]]),
        (1, 4, 1, 4)
    );
    // On several hosts, without a count or with different counts, it is the number of known
    // processes.
    assert_eq!(place(&[&launched]), (3, 4, 1, 2));
    assert_eq!(
        place(&[
            HOSTS,
            &[("RANK", "4"), ("WORLD_SIZE", "5"), ("LOCAL_RANK", "3")]
        ]),
        (4, 5, 3, 4)
    );
    // An equal share of all, if that is possible.
    assert_eq!(
        place(&[
            HOSTS,
            &[("RANK", "3"), ("WORLD_SIZE", "6"), ("LOCAL_RANK", "0")]
        ]),
        (3, 6, 0, 3)
    );
    assert_eq!(
        place(&[
            HOSTS,
            &[("RANK", "5"), ("WORLD_SIZE", "6"), ("LOCAL_RANK", "2")]
        ]),
        (5, 6, 2, 3)
    );
    assert_eq!(
        place(&[
            HOSTS,
            &[("RANK", "4"), ("WORLD_SIZE", "5"), ("LOCAL_RANK", "1")]
        ]),
        (4, 5, 1, 2)
    );
    assert_eq!(
        place(&[
            HOSTS,
            &[("RANK", "2"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "2")]
        ]),
        (2, 4, 2, 3)
    );
    let one: Variables<'_> = &[("SM_HOSTS", r#"["algo-1"]"#), ("SM_CURRENT_HOST", "algo-1")];
    assert_eq!(
        place(&[
            one,
            &[("RANK", "1"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "1")]
        ]),
        (1, 4, 1, 4)
    );
}

#[test]
fn slurm_says_how_many_tasks_are_on_each_node() {
    let of = |node: &str, tasks: &str| {
        let step = [
            ("SLURM_STEP_ID", "0"),
            ("SLURM_PROCID", "6"),
            ("SLURM_NTASKS", "7"),
            ("SLURM_LOCALID", "0"),
        ];
        place(&[
            &step,
            &[("SLURM_NODEID", node), ("SLURM_TASKS_PER_NODE", tasks)],
        ])
        .3
    };
    assert_eq!(of("3", "2(x3),1"), 1);
    assert_eq!(of("0", "2(x3),1"), 2);
    assert_eq!(of("1", "1,6"), 6);
    assert_eq!(of("0", "7"), 7);
    // With equal numbers on all nodes, it is that number, whichever node this is.
    assert_eq!(of("", "7(x1)"), 7);
    assert_eq!(of("", "3(x99999999999)"), 3);
    let step = &SLURM[..5];
    assert_eq!(
        place(&[step, &[("SLURM_NTASKS_PER_NODE", "3")]]),
        (5, 7, 1, 3)
    );
    // For a job that may have more tasks than its step.
    assert_eq!(
        place(&[step, &[("SLURM_NTASKS_PER_NODE", "8")]]),
        (5, 7, 1, 7)
    );
    assert_eq!(
        read(&[step, &[("SLURM_TASKS_PER_NODE", "two")]]).unwrap_err(),
        ["SLURM_TASKS_PER_NODE: got \"two\"; expected the tasks of each node, such as `2(x3),1`"]
    );
}

/// Slurm sets the variables of its first task in a batch script, too, which runs only once.
#[test]
fn a_batch_script_is_one_process() {
    let batch = [
        ("SLURM_JOB_ID", "7"),
        ("SLURM_PROCID", "0"),
        ("SLURM_NTASKS", "4"),
        ("SLURM_LOCALID", "0"),
        ("SLURM_NODEID", "0"),
        ("SLURM_TASKS_PER_NODE", "1(x4)"),
    ];
    assert_eq!(place(&[&batch]), (0, 1, 0, 1));
    assert_eq!(place(&[HOSTS, &batch]), (0, 2, 0, 1));
    // The numbers of a batch script's own step, and of an interactive one.
    for id in ["4294967291", "4294967294", "4294967290", "batch"] {
        assert_eq!(
            place(&[&batch, &[("SLURM_STEP_ID", id)]]),
            (0, 1, 0, 1),
            "{id}"
        );
    }
    for name in ["SLURM_STEP_ID", "SLURM_STEPID"] {
        assert_eq!(place(&[&batch, &[(name, "0")]]), (0, 4, 0, 1), "{name}");
    }
    // A task other than the first is part of a step, whatever else is inherited.
    assert_eq!(
        place(&[&[("SLURM_PROCID", "1"), ("SLURM_NTASKS", "4")]]),
        (1, 4, 0, 1)
    );
}

#[test]
fn of_several_launchers_the_innermost_counts() {
    // torchrun on each node of a Slurm or mpirun job.
    assert_eq!(place(&[SLURM, TORCHRUN]), (3, 4, 1, 2));
    assert_eq!(place(&[OPEN_MPI, TORCHRUN]), (3, 4, 1, 2));
    assert_eq!(place(&[INTEL_MPI, TORCHRUN]), (3, 4, 1, 2));
    // mpirun in a Slurm job, whose daemons srun starts.
    assert_eq!(place(&[SLURM, OPEN_MPI]), (5, 8, 1, 4));
    assert_eq!(place(&[SLURM, INTEL_MPI]), (6, 9, 0, 3));
    // Kubernetes sets these for the pod in which mpirun runs.
    assert_eq!(place(&[BY_HAND, OPEN_MPI]), (5, 8, 1, 4));
    assert_eq!(place(&[BY_HAND, SLURM]), (5, 7, 1, 2));
}

/// `srun --mpi=pmi2`, and scripts that pass a program its rank in torch's variables.
#[test]
fn what_one_launcher_leaves_out_another_tells_that_says_the_same() {
    let pmi = [("PMI_RANK", "5"), ("PMI_SIZE", "7")];
    assert_eq!(place(&[SLURM, &pmi]), (5, 7, 1, 2));
    assert_eq!(
        place(&[SLURM, &[("RANK", "5"), ("WORLD_SIZE", "7")]]),
        (5, 7, 1, 2)
    );
    // A different number of processes comes from another launcher.
    assert_eq!(
        place(&[SLURM, &[("PMI_RANK", "5"), ("PMI_SIZE", "8")]]),
        (5, 8, 0, 1)
    );
}

#[test]
fn what_is_half_there_is_told() {
    let told = |variables: Variables<'_>| read(&[variables]).unwrap_err();
    let missing = |name: &str, given: &str, other: &str, what: &str| {
        format!(
            "{name}: got \"{given}\", but {other} is not set; set {other} to {what}, or unset {name}"
        )
    };
    let count = "the number of all processes";
    let rank = "this process's number, counted from 0";
    for (rank, size) in [
        ("RANK", "WORLD_SIZE"),
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("MV2_COMM_WORLD_RANK", "MV2_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
        ("SLURM_PROCID", "SLURM_NTASKS"),
    ] {
        assert_eq!(told(&[(rank, "3")]), [missing(rank, "3", size, count)]);
        assert_eq!(
            told(&[(rank, "3"), (size, "")]),
            [missing(rank, "3", size, count)]
        );
    }
    assert_eq!(
        told(&[("RANK", "0")]),
        [missing("RANK", "0", "WORLD_SIZE", count)]
    );
    assert_eq!(
        told(&[("RANK", "3"), ("LOCAL_RANK", "1")]),
        [missing("RANK", "3", "WORLD_SIZE", count)]
    );
    assert_eq!(
        told(&[("WORLD_SIZE", "4")]),
        [missing("WORLD_SIZE", "4", "RANK", rank)]
    );
    assert_eq!(
        told(&[("WORLD_SIZE", "4"), ("LOCAL_RANK", "1")]),
        [missing("WORLD_SIZE", "4", "RANK", rank)]
    );
    assert_eq!(
        told(&[("LOCAL_RANK", "1")]),
        [missing("LOCAL_RANK", "1", "RANK", rank)]
    );
    let local = [("LOCAL_RANK", "0"), ("LOCAL_WORLD_SIZE", "2")];
    assert_eq!(
        told(&local),
        [missing("LOCAL_WORLD_SIZE", "2", "RANK", rank)]
    );
    assert_eq!(
        told(&[
            ("RANK", "1"),
            ("WORLD_SIZE", "4"),
            ("LOCAL_WORLD_SIZE", "2")
        ]),
        [missing(
            "LOCAL_WORLD_SIZE",
            "2",
            "LOCAL_RANK",
            "this process's number on its host, counted from 0"
        )]
    );
}

/// Other programs have variables with such names, too.
#[test]
fn what_no_launcher_would_set_is_no_launchers() {
    for variables in [
        &[("RANK", "gold")][..],
        &[("RANK", "-1")],
        &[("RANK", "null"), ("WORLD_SIZE", "")],
        &[("WORLD_SIZE", "1")],
        &[("WORLD_SIZE", "large")],
        &[("LOCAL_RANK", "-1")],
        &[("LOCAL_RANK", "0")],
        &[("LOCAL_RANK", "0"), ("LOCAL_WORLD_SIZE", "1")],
        &[
            ("RANK", "0"),
            ("WORLD_SIZE", "1"),
            ("LOCAL_WORLD_SIZE", "1"),
        ],
        &[("SLURM_NTASKS", "4"), ("SLURM_TASKS_PER_NODE", "x")],
        &[("LOCAL_SIZE", "4"), ("PMI_ID", "1")],
    ] {
        assert_eq!(place(&[variables]), (0, 1, 0, 1), "{variables:?}");
    }
    // Next to a launcher that sets all of its variables, half of another's do not matter.
    assert_eq!(
        place(&[OPEN_MPI, &[("RANK", "3"), ("LOCAL_RANK", "2")]]),
        (5, 8, 1, 4)
    );
    assert_eq!(place(&[SLURM, &[("WORLD_SIZE", "4")]]), (5, 7, 1, 2));
}

#[test]
fn a_number_beyond_the_last_is_told() {
    let told = |variables: Variables<'_>| read(&[variables]).unwrap_err();
    let below = |name: &str, given: usize, of: &str, size: usize| {
        let is_local = name.contains("LOCAL");
        let what = if is_local {
            "the number of processes on its host"
        } else {
            "the number of all processes"
        };
        let remedy = format!("count {name} from 0, or set {of} to {what}");
        format!("{name}: got \"{given}\"; expected a number less than {of} ({size}); {remedy}")
    };
    assert_eq!(
        told(&[("RANK", "4"), ("WORLD_SIZE", "4")]),
        [below("RANK", 4, "WORLD_SIZE", 4)]
    );
    assert_eq!(
        told(&[("RANK", "0"), ("WORLD_SIZE", "0")]),
        [below("RANK", 0, "WORLD_SIZE", 0)]
    );
    assert_eq!(
        told(&[("PMI_RANK", "9"), ("PMI_SIZE", "2")]),
        [below("PMI_RANK", 9, "PMI_SIZE", 2)]
    );
    assert_eq!(
        told(&[
            ("RANK", "5"),
            ("WORLD_SIZE", "2"),
            ("LOCAL_RANK", "2"),
            ("LOCAL_WORLD_SIZE", "2")
        ]),
        [
            below("RANK", 5, "WORLD_SIZE", 2),
            below("LOCAL_RANK", 2, "LOCAL_WORLD_SIZE", 2)
        ]
    );
    assert_eq!(
        told(&[
            ("RANK", "0"),
            ("WORLD_SIZE", "2"),
            ("LOCAL_RANK", "2"),
            ("LOCAL_WORLD_SIZE", "3")
        ]),
        [
            "LOCAL_WORLD_SIZE: got \"3\"; expected a number no greater than WORLD_SIZE (2); set WORLD_SIZE to the number of all processes"
        ]
    );
    let step = [
        ("SLURM_STEP_ID", "0"),
        ("SLURM_PROCID", "2"),
        ("SLURM_NTASKS", "4"),
        ("SLURM_LOCALID", "2"),
    ];
    assert_eq!(
        read(&[
            &step,
            &[("SLURM_NODEID", "0"), ("SLURM_TASKS_PER_NODE", "2(x2)")]
        ])
        .unwrap_err(),
        [below("SLURM_LOCALID", 2, "SLURM_TASKS_PER_NODE", 2)]
    );
    assert_eq!(
        told(&[("RANK", "-1"), ("WORLD_SIZE", "2")]),
        ["RANK: got \"-1\"; expected a whole number, 0 or more"]
    );
}

/// The number on the host is unknown, but all processes are known.
#[test]
fn a_number_on_the_host_beyond_all_processes_is_told() {
    let told = |variables: &[Variables<'_>]| read(variables).unwrap_err();
    let below = |name: &str, given: &str, of: &str, size: &str| {
        format!(
            "{name}: got \"{given}\"; expected a number less than {of} ({size}); count {name} from 0, or set {of} to the number of \
             all processes"
        )
    };
    let ranks = [("RANK", "0"), ("WORLD_SIZE", "2")];
    assert_eq!(
        told(&[&ranks, &[("LOCAL_RANK", "2")]]),
        [below("LOCAL_RANK", "2", "WORLD_SIZE", "2")]
    );
    assert_eq!(place(&[&ranks, &[("LOCAL_RANK", "1")]]), (0, 2, 1, 2));
    // Slurm's values for the whole job do not describe the step.
    let step = [
        ("SLURM_STEP_ID", "0"),
        ("SLURM_PROCID", "0"),
        ("SLURM_NTASKS", "2"),
        ("SLURM_LOCALID", "3"),
    ];
    let tasks = [("SLURM_NODEID", "0"), ("SLURM_TASKS_PER_NODE", "8")];
    assert_eq!(
        told(&[&step, &tasks]),
        [below("SLURM_LOCALID", "3", "SLURM_NTASKS", "2")]
    );
    let most = usize::MAX.to_string();
    let extreme = [
        ("RANK", "0"),
        ("WORLD_SIZE", &*most),
        ("LOCAL_RANK", &*most),
    ];
    assert_eq!(
        told(&[&extreme]),
        [below("LOCAL_RANK", &most, "WORLD_SIZE", &most)]
    );
}

#[test]
fn a_number_is_read_in_one_way_wherever_it_is_looked_at() {
    // As the driver writes some of them.
    let quoted = [
        ("RANK", "\"1\""),
        ("WORLD_SIZE", "\"4\""),
        ("LOCAL_RANK", "\"1\""),
        ("LOCAL_WORLD_SIZE", " 2\n"),
    ];
    assert_eq!(place(&[&quoted]), (1, 4, 1, 2));
    assert_eq!(read(&[&quoted[..1]]).unwrap_err().len(), 1);
    for wrong in [
        "-1",
        "1e3",
        "99999999999999999999",
        "1.0",
        "+1",
        "01",
        "0x1",
        "one",
        "[1]",
        "true",
    ] {
        for name in ["RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE"] {
            let told = read(&[TORCHRUN, &[(name, wrong)]]).unwrap_err();
            let [told] = &*told else { panic!("{told:?}") };
            assert_eq!(
                *told,
                format!("{name}: got \"{wrong}\"; expected a whole number, 0 or more")
            );
        }
        assert_eq!(
            read(&[SLURM, &[("SLURM_NODEID", wrong)]]).unwrap_err(),
            [format!(
                "SLURM_NODEID: got \"{wrong}\"; expected a whole number, 0 or more"
            )]
        );
    }
}

/// Returns the variables of a process under a launcher that starts equally many on each host.
fn placed(launcher: usize, [hosts, each, host, local]: [usize; 4]) -> Vec<(&'static str, String)> {
    let names =
        |[rank, size, local_rank, local_size]: [&'static str; 4]| -> Vec<(&'static str, String)> {
            let numbers = [host * each + local, hosts * each, local, each];
            [rank, size, local_rank, local_size]
                .into_iter()
                .zip(numbers.map(|number| number.to_string()))
                .collect()
        };
    let mut variables: Vec<_> = match launcher {
        0 => names(["RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE"]),
        1 => names(["RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_SIZE"]),
        2 => names([
            "OMPI_COMM_WORLD_RANK",
            "OMPI_COMM_WORLD_SIZE",
            "OMPI_COMM_WORLD_LOCAL_RANK",
            "OMPI_COMM_WORLD_LOCAL_SIZE",
        ]),
        3 => names([
            "MV2_COMM_WORLD_RANK",
            "MV2_COMM_WORLD_SIZE",
            "MV2_COMM_WORLD_LOCAL_RANK",
            "MV2_COMM_WORLD_LOCAL_SIZE",
        ]),
        4 => names(["PMI_RANK", "PMI_SIZE", "MPI_LOCALRANKID", "MPI_LOCALNRANKS"]),
        5 => names([
            "SLURM_PROCID",
            "SLURM_NTASKS",
            "SLURM_LOCALID",
            "SLURM_STEP_TASKS_PER_NODE",
        ]),
        // Torch's old launcher, which does not set the number of processes on the host.
        6 => names(["RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE"])[..3].to_vec(),
        _ => Vec::new(),
    };
    if launcher == 5 {
        variables.extend([
            ("SLURM_STEP_ID", "0".to_owned()),
            ("SLURM_NODEID", host.to_string()),
        ]);
    }
    let listed: Vec<String> = (0..hosts).map(|host| format!("\"algo-{host}\"")).collect();
    variables.push(("SM_HOSTS", format!("[{}]", listed.join(","))));
    variables.push(("SM_CURRENT_HOST", format!("algo-{host}")));
    variables.push(("SM_CURRENT_HOST_RANK", host.to_string()));
    variables.push(("SM_HOST_COUNT", hosts.to_string()));
    variables
}

fn environment(variables: &[(&str, String)]) -> Option<TrainingEnv> {
    TrainingEnv::from_source(&Source::from_vars(
        variables.iter().map(|(name, value)| (*name, value)),
    ))
    .ok()
}

const LAUNCHED: std::ops::Range<usize> = 0..8;

/// Returns every process of up to three on each of up to two hosts.
fn positions() -> impl Iterator<Item = [usize; 4]> {
    let sizes = [1, 2]
        .into_iter()
        .flat_map(|hosts| [1, 2, 3].map(move |each| (hosts, each)));
    sizes.flat_map(|(hosts, each)| {
        (0..hosts).flat_map(move |host| (0..each).map(move |local| [hosts, each, host, local]))
    })
}

#[test]
fn whatever_launches_a_job_that_agrees_with_itself_each_process_has_its_place() {
    for launcher in LAUNCHED {
        for position in positions() {
            let [hosts, each, host, local] = position;
            // Without a launcher, there is one process per host.
            let (each, local) = if launcher == 7 { (1, 0) } else { (each, local) };
            let env = environment(&placed(launcher, position)).unwrap();
            let found = [
                env.host_count(),
                env.local_world_size(),
                env.local_rank(),
                env.world_size(),
            ];
            assert_eq!(
                found,
                [hosts, each, local, hosts * each],
                "{launcher} {position:?}"
            );
            assert_eq!(
                (env.host_rank(), env.rank()),
                (Some(host), Some(host * each + local)),
                "{launcher} {position:?}"
            );
        }
    }
}

/// If one number of such a job is wrong or missing, that is either a problem, or the position is
/// still possible.
#[test]
fn a_place_that_cannot_be_is_a_problem() {
    let numbers = [0, 1, 2, 3, 4, 6, 9, usize::MAX].map(|number: usize| Some(number.to_string()));
    let values: Vec<Option<String>> = numbers.into_iter().chain([None]).collect();
    for launcher in LAUNCHED {
        for position in positions() {
            let right = placed(launcher, position);
            let numbers = (0..right.len())
                .filter(|at| !["SM_HOSTS", "SM_CURRENT_HOST"].contains(&right[*at].0));
            for (at, value) in numbers.flat_map(|at| values.iter().map(move |value| (at, value))) {
                let mut variables = right.clone();
                match value {
                    Some(value) => variables[at].1 = value.clone(),
                    None => drop(variables.remove(at)),
                }
                let Some(env) = environment(&variables) else {
                    continue;
                };
                assert!(env.rank().unwrap() < env.world_size(), "{variables:?}");
                assert!(env.local_rank() < env.local_world_size(), "{variables:?}");
                assert!(env.local_world_size() <= env.world_size(), "{variables:?}");
                assert!(env.host_rank().unwrap() < env.host_count(), "{variables:?}");
            }
        }
    }
}

#[test]
fn the_table_of_the_job_says_which_launcher_tells_the_process() {
    for (launcher, row) in [
        (TORCHRUN, "process        3 of 4               RANK"),
        (
            OPEN_MPI,
            "process        5 of 8               OMPI_COMM_WORLD_RANK",
        ),
        (SLURM, "process        5 of 7               SLURM_PROCID"),
        (INTEL_MPI, "process        6 of 9               PMI_RANK"),
    ] {
        let table = read(&[launcher]).unwrap().to_string();
        assert!(table.lines().any(|line| line == row), "{row} in {table}");
    }
    let both = read(&[SLURM, TORCHRUN]).unwrap().to_string();
    assert!(both.contains("3 of 4               RANK\n"), "{both}");
}

#[test]
fn the_master_of_a_heterogeneous_job_is_its_training_envs() {
    let hosts = ("SM_HOSTS", r#"["algo-1","algo-2","algo-3"]"#);
    let training_env = r#"{"master_hostname": "algo-2", "is_hetero": true}"#;
    let master = |more: Variables<'_>| {
        read(&[&[hosts], more])
            .unwrap()
            .master_addr()
            .map(str::to_owned)
    };
    let hetero = ("SM_TRAINING_ENV", training_env);
    assert_eq!(
        master(&[hetero, ("SM_MASTER_ADDR", "algo-1")]).as_deref(),
        Some("algo-2")
    );
    assert_eq!(
        master(&[hetero, ("MASTER_ADDR", "10.0.0.1")]).as_deref(),
        Some("10.0.0.1")
    );
    // In a job with one group, the toolkit sets the first host in the order of the file.
    assert_eq!(
        master(&[("SM_TRAINING_ENV", r#"{"master_hostname": "algo-2"}"#)]).as_deref(),
        Some("algo-1")
    );
    // A first host that is not listed is ignored.
    let other = (
        "SM_TRAINING_ENV",
        r#"{"master_hostname": "algo-9", "is_hetero": true}"#,
    );
    assert_eq!(master(&[other]).as_deref(), Some("algo-1"));
    assert_eq!(
        master(&[other, ("SM_MASTER_ADDR", "algo-3")]).as_deref(),
        Some("algo-3")
    );
}

/// Its config is not in the same place as a training job's.
#[test]
fn a_processing_job_has_hosts_too() {
    let folder = Folder::new("processing");
    folder.write(
        "config/resourceconfig.json",
        r#"{"current_host": "algo-2", "hosts": ["algo-1", "algo-2"]}"#,
    );
    let source = Source::default().base_dir(folder.path());
    assert!(source.is_job());
    let env = TrainingEnv::from_source(&source).unwrap();
    assert_eq!(
        (env.hosts().len(), env.current_host(), env.host_rank()),
        (2, Some("algo-2"), Some(1))
    );
    assert_eq!(
        (env.rank(), env.world_size(), env.is_leader()),
        (Some(1), 2, false)
    );
    // Its problem names the actual path.
    folder.write("config/resourceconfig.json", "[]");
    let error = TrainingEnv::from_source(&source).unwrap_err().to_string();
    assert!(
        error.contains(&folder.path().join("config").display().to_string()),
        "{error}"
    );
    // A training job's config comes first.
    folder.write(
        "input/config/resourceconfig.json",
        r#"{"current_host": "algo-1", "hosts": ["algo-1"]}"#,
    );
    assert_eq!(TrainingEnv::from_source(&source).unwrap().host_count(), 1);
}
