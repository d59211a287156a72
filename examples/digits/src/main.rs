//! Trains a small neural network as an Amazon SageMaker training job that may be stopped at any
//! moment, for example on a spot instance, and is restarted later.
//!
//! ```text
//! cargo run --release
//! SM_HP_EPOCHS=100 cargo run --release    # resumes from the checkpoint of the previous run
//! ```
//!
//! In a training job, the program runs that job. In a checkout of the repository, it runs the job
//! in `opt/ml`, next to this package's `Cargo.toml`.

mod data;
mod hyperparameters;
mod metrics;
mod network;
mod optimizer;
mod picture;
mod progress;
mod random;
mod results;
mod training;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use candle_core::Device;
use smenv::{Channel, Job, SmChannels, Source, TrainingEnv};

use crate::hyperparameters::Hyperparameters;
use crate::metrics::Metrics;
use crate::training::Training;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// The data to train and test the network.
#[derive(SmChannels)]
struct Data {
    /// CSV files with one row per image: 64 pixels from 0 to 16, and the digit.
    #[sm(content_type = "text/csv")]
    train: Channel,
}

fn main() -> ExitCode {
    let mut source = Source::process().args(std::env::args_os().skip(1));
    // Cargo sets the path of the checkout; without it, use the current directory. A container has
    // neither.
    let checkout = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let shipped = Path::new(&checkout).join("opt/ml");
    if !source.is_job() && shipped.is_dir() {
        eprintln!(
            "Not in a training job; using the one in {}\n",
            shipped.display()
        );
        source = source.base_dir(shipped);
    }
    // A program that only ever runs as a job can call `smenv::run(train)`.
    smenv::run_from(source, train)
}

fn train(job: Job<Hyperparameters, Data, Metrics>) -> Result<()> {
    println!("{}\n", job.explain());
    let Job {
        hyperparameters: hp,
        channels: data,
        env,
        ..
    } = &job;

    let device = device(env)?;
    let (training_images, held_out) =
        data::read(data.train.dir())?.split(hp.test_share, hp.seed, &device)?;
    println!("on {}", if device.is_cuda() { "a GPU" } else { "the CPU" });
    println!("{:>5} images to train on", training_images.len());
    println!("{:>5} held out to test the network\n", held_out.len());

    // Incomplete checkpoints are skipped, and more than two are never needed.
    let checkpoints = env.checkpoints().keep_last(2);
    let mut training = Training::new(hp, &training_images, &held_out)?;
    if let Some(checkpoint) = checkpoints.latest()? {
        let (dir, all) = (checkpoint.dir().display(), env.checkpoint_dir().display());
        let why = |error| format!("cannot resume from {dir}: {error}; to start over, empty {all}");
        training.resume(checkpoint.dir()).map_err(why)?;
        println!("resumes from {dir}");
    }
    while training.epochs() < hp.epochs {
        // Before each batch, because an epoch may take longer than SageMaker waits.
        if job.stop_requested() {
            let checkpoint = checkpoints.save(training.step(), |dir| training.save(dir))?;
            println!("stopped, and saved {}", checkpoint.dir().display());
            break;
        }
        let Some(epoch) = training.batch()? else {
            continue;
        };
        job.report(&Metrics {
            epoch: training.epochs(),
            training_loss: epoch.training_loss,
            held_out_loss: epoch.held_out_loss,
            held_out_accuracy: epoch.held_out_accuracy,
        });
        if training.epochs() % hp.checkpoint_every == 0 || training.epochs() == hp.epochs {
            checkpoints.save(training.step(), |dir| training.save(dir))?;
        }
    }
    // A stopped job writes its results, too: SageMaker uploads what is there.
    results::write(&training, env)
}

/// Returns the GPU of this process, whose number is its local rank, or the CPU of a host that has none.
fn device(env: &TrainingEnv) -> Result<Device> {
    match env.num_gpus() {
        0 => Ok(Device::Cpu),
        // Without the feature `cuda` this is the CPU, too.
        _ => Ok(Device::cuda_if_available(env.local_rank())?),
    }
}
