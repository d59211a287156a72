//! Trains one model in several processes: each has a part of the rows, and MPI sums their
//! gradients.
//!
//! ```text
//! cargo build --release
//! mpirun -n 4 target/release/allreduce
//! ```
//!
//! In a training job, the program runs that job. Anywhere else, it runs the job of the example
//! penguins.

mod checkpoint;
mod data;
mod model;
mod processes;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mpi::topology::SimpleCommunicator;
use mpi::traits::Communicator;
use serde_json::json;
use smenv::{Channel, DataDistribution, Job, SmCategorical, SmChannels, SmHyperparameters, Source};

use crate::model::Model;
use crate::processes::Processes;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// Tells three species of penguin apart by their measurements, in any number of processes.
#[derive(Debug, SmHyperparameters)]
#[sm(
    rename_all = "kebab-case",
    schema = "../penguins/opt/ml/input/config/hyperparameters.json"
)]
struct Hyperparameters {
    /// Strength of the L2 penalty on the weights.
    #[sm(default = 0.01, range = 0.0..=100.0)]
    l2_penalty: f64,
    /// Step size along the gradient.
    #[sm(default = 0.5, range = 1e-4..=2.0)]
    learning_rate: f64,
    /// Number of steps.
    #[sm(default = 200, range = 1..=100_000_000)]
    max_iterations: u64,
    /// Number of steps between checkpoints.
    #[sm(default = 10_000, range = 1..=100_000_000)]
    checkpoint_every: u64,
    /// Share of the rows held out to test the model.
    #[sm(default = 0.25, range = 0.05..=0.5)]
    test_share: f64,
    /// Measurements that the model uses.
    features: Vec<Feature>,
}

/// A measurement, named like its column in the data: `bill_length_mm`, ….
#[derive(Debug, Clone, Copy, SmCategorical)]
enum Feature {
    BillLengthMm,
    BillDepthMm,
    FlipperLengthMm,
    BodyMassG,
}

/// The data to train and test the model.
#[derive(SmChannels)]
struct Data {
    /// CSV files with one row per penguin.
    #[sm(content_type = "text/csv")]
    train: Channel,
}

fn main() -> ExitCode {
    let Some(universe) = mpi::initialize() else {
        eprintln!("error: MPI is already initialized");
        return ExitCode::FAILURE;
    };
    let world = universe.world();
    let mut source = Source::process().args(std::env::args_os().skip(1));
    if !source.is_job() {
        source = source.base_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../penguins/opt/ml"));
    }
    let code = smenv::run_from(source, |job| train(&job, &world));
    if code != ExitCode::SUCCESS {
        // The error has been printed and reported. The other processes may wait for this one's
        // gradient, and would do so forever: a plain return waits for them in turn.
        world.abort(1);
    }
    code
}

fn train(job: &Job<Hyperparameters, Data>, world: &SimpleCommunicator) -> Result<()> {
    let Job {
        hyperparameters: hp,
        channels: data,
        env,
        ..
    } = job;
    let processes = Processes::of(world, env)?;
    if env.is_leader() {
        println!("{}\n", job.explain());
    }

    // Rows are divided here. If files were divided as well, nobody would see the rows of other
    // hosts' files.
    if env.host_count() > 1 && data.train.distribution() == Some(DataDistribution::ShardedByS3Key) {
        return Err("channel train: got ShardedByS3Key, which gives each host different files; expected FullyReplicated".into());
    }
    let columns: Vec<_> = hp.features.iter().map(Feature::as_str).collect();
    let penguins = data::read(&data.train, &columns)?;
    // The split is the same in every process, and so is the division of its rows; no communication
    // is needed.
    let (training, held_out) = penguins.split(hp.test_share);
    if env.is_leader() {
        println!("processes: {}", processes.count());
        println!("{:>4} penguins to train on", training.len());
        println!("{:>4} held out to test the model", held_out.len());
        println!("{:>4} with a value missing\n", penguins.incomplete);
    }
    let (training, held_out) = (processes.share(&training), processes.share(&held_out));

    let mut model = Model::new(&training, columns.len(), penguins.species.len(), &processes)?;
    let fitted = checkpoint::resume(env, &mut model, &processes)?;
    let keep = |model: &Model, fitted: &_| match env.is_leader() {
        true => checkpoint::save(env, model, fitted),
        false => Ok(()),
    };
    let fitted = model.fit(
        fitted,
        &training,
        hp,
        &processes,
        || job.stop_requested(),
        keep,
    )?;
    let training = model.score(&training, &processes);
    let held_out = model.score(&held_out, &processes);
    if !env.is_leader() {
        return Ok(());
    }

    if fitted.iterations < hp.max_iterations {
        println!(
            "asked to stop after {} of {} iterations",
            fitted.iterations, hp.max_iterations
        );
    }
    println!("training accuracy: {:.4}", training.accuracy());
    println!("held-out accuracy: {:.4}\n", held_out.accuracy());
    // The number of processes is left out: it must not matter.
    let metrics = json!({
        "hyperparameters": hp.to_hyperparameters(),
        "training_rows": training.rows,
        "held_out_rows": held_out.rows,
        "iterations": fitted.iterations,
        "loss": fitted.loss,
        "training_accuracy": training.accuracy(),
        "held_out_accuracy": held_out.accuracy(),
    });
    write(
        env.model_dir(),
        "model.json",
        &format!("{:#}\n", model.to_json(&penguins.species, &columns)),
    )?;
    write(
        env.output_data_dir(),
        "metrics.json",
        &format!("{metrics:#}\n"),
    )
}

fn write(dir: &Path, name: &str, text: &str) -> Result<()> {
    let path = dir.join(name);
    smenv::write_atomic(&path, text)?;
    println!("wrote {}", path.display());
    Ok(())
}
