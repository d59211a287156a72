//! Trains a small neural network the way an Amazon SageMaker training job does that may be stopped
//! at any moment, on a spot instance say, and is started anew.
//!
//! ```text
//! cargo run --release
//! SM_HP_EPOCHS=100 cargo run --release    # goes on from the checkpoint of the former
//! ```
//!
//! In a training job this is that job. In a checkout of the repository it is the job beside this
//! package's `Cargo.toml`, in `opt/ml`.

mod data;
mod hyperparameters;
mod network;
mod optimiser;
mod picture;
mod progress;
mod random;
mod results;
mod training;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use smenv::{Channel, Job, SmChannels, Source};

use crate::hyperparameters::Hyperparameters;
use crate::progress::Epoch;
use crate::training::Training;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// What the network learns from and is tested with.
#[derive(SmChannels)]
struct Data {
    /// CSV files with a row an image: 64 pixels from 0 to 16, and the digit.
    #[sm(content_type = "text/csv")]
    train: Channel,
}

fn main() -> ExitCode {
    let mut source = Source::process().args(std::env::args_os().skip(1));
    // Cargo says where the checkout is; else it may be the current directory. A container has none.
    let checkout = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let shipped = Path::new(&checkout).join("opt/ml");
    if !source.is_job() && shipped.is_dir() {
        println!(
            "No training job here, so this is the one in {}\n",
            shipped.display()
        );
        source = source.base_dir(shipped);
    }
    // In a program that is only ever a job: `smenv::run(train)`.
    smenv::run_from(source, train)
}

fn train(job: Job<Hyperparameters, Data>) -> Result<()> {
    println!("{}\n", job.explain());
    let Job {
        hyperparameters: hp,
        channels: data,
        env,
        ..
    } = &job;

    let (training_images, held_out) =
        data::read(data.train.dir())?.split(hp.test_share, hp.seed)?;
    println!("{:>5} images to train on", training_images.len());
    println!("{:>5} held out to test the network\n", held_out.len());

    // One that is half written or half copied is none, and more than two are never needed.
    let checkpoints = env.checkpoints().keep_last(2);
    let mut training = Training::new(hp, &training_images, &held_out)?;
    if let Some(checkpoint) = checkpoints.latest()? {
        let (dir, all) = (checkpoint.dir().display(), env.checkpoint_dir().display());
        let why = |error| format!("cannot go on from {dir}: {error}; to begin anew, empty {all}");
        training.resume(checkpoint.dir()).map_err(why)?;
        println!("goes on from {dir}");
    }
    while training.epochs() < hp.epochs {
        // Before each batch: an epoch may take longer than SageMaker waits.
        if job.stop_requested() {
            let checkpoint = checkpoints.save(training.step(), |dir| training.save(dir))?;
            println!("stopped, and saved {}", checkpoint.dir().display());
            break;
        }
        let Some(epoch) = training.batch()? else {
            continue;
        };
        print_epoch(training.epochs(), &epoch);
        if training.epochs() % hp.checkpoint_every == 0 || training.epochs() == hp.epochs {
            checkpoints.save(training.step(), |dir| training.save(dir))?;
        }
    }
    // Also of a job that was stopped: SageMaker uploads what there is.
    results::write(&training, env)
}

/// SageMaker finds metrics in what a job prints, by patterns: `training loss: ([0-9.]+)`.
fn print_epoch(number: usize, epoch: &Epoch) {
    let Epoch {
        training_loss,
        held_out_loss,
        held_out_accuracy,
    } = epoch;
    println!(
        "epoch {number}: training loss: {training_loss:.6}; held-out loss: {held_out_loss:.6}; \
         held-out accuracy: {held_out_accuracy:.4}"
    );
}
