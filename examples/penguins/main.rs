//! Trains a model as an Amazon SageMaker training job does: settings, data and results are where
//! SageMaker puts them.
//!
//! ```text
//! cargo run --release --example penguins
//! SM_HP_L2_PENALTY=30 cargo run --release --example penguins
//! ```
//!
//! In a training job, the program runs that job. In a checkout of the repository, it runs the job
//! in `opt/ml`, next to this file: what runs on a laptop is what runs in the container.

mod data;
mod model;
mod picture;
mod program;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use linfa::dataset::Records;
use serde_json::json;
use smenv::{Job, SmCategorical, SmHyperparameters, Source};

use crate::data::Rows;
use crate::model::Model;
use crate::picture::{Picture, SweepPoint};
use crate::program::{Data, Feature, Hyperparameters, Metrics};

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

fn main() -> ExitCode {
    let mut source = Source::process().args(std::env::args_os().skip(1));
    // Cargo sets the path of the checkout; without it, use the current directory. A container has
    // neither.
    let checkout = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let shipped = Path::new(&checkout).join("examples/penguins/opt/ml");
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

    let columns: Vec<_> = hp.features.iter().map(Feature::as_str).collect();
    let penguins = data::read(data.train.dir(), &columns)?;
    let (training, held_out) = penguins.split(hp.test_share, hp.seed)?;
    println!("{:>4} penguins to train on", training.nsamples());
    println!("{:>4} held out to test the model", held_out.nsamples());
    println!("{:>4} with a value missing\n", penguins.incomplete);

    let model = Model::fit(&training, hp.l2_penalty, hp.max_iterations)?;
    let training_accuracy = model.accuracy(&training);
    let held_out_accuracy = model.accuracy(&held_out);
    let confusion = model.confusion(&held_out, penguins.species.len());
    let sweep = sweep(&job, &training, &held_out)?;

    job.report(&Metrics {
        training_accuracy,
        held_out_accuracy,
    });
    print_confusion(&penguins.species, &confusion);

    // When the job ends, SageMaker uploads these two directories: the first as the model, the
    // second as the job's output.
    let model = model.to_json(&penguins.species, &columns);
    write(env.model_dir(), "model.json", &format!("{model:#}\n"))?;
    let point = |point: &SweepPoint| {
        json!({
            "l2_penalty": point.penalty,
            "training_accuracy": point.training,
            "held_out_accuracy": point.held_out,
        })
    };
    let metrics = json!({
        // In the form that a job takes, so that the run can be repeated.
        "hyperparameters": hp.to_hyperparameters(),
        "training_rows": training.nsamples(),
        "held_out_rows": held_out.nsamples(),
        "training_accuracy": training_accuracy,
        "held_out_accuracy": held_out_accuracy,
        "classes": penguins.species,
        "confusion": confusion,
        "sweep": sweep.iter().map(point).collect::<Vec<_>>(),
    });
    let output = env.output_data_dir();
    write(output, "metrics.json", &format!("{metrics:#}\n"))?;
    let picture = Picture {
        species: &penguins.species,
        confusion: &confusion,
        sweep: &sweep,
        penalty: hp.l2_penalty,
    };
    write(output, "penguins.svg", &picture.to_string())
}

/// Returns the points of a curve for people to look at. If the penalty were chosen by it, the
/// held-out rows would no longer be new to the model, and would test nothing.
fn sweep(
    job: &Job<Hyperparameters, Data, Metrics>,
    training: &Rows,
    held_out: &Rows,
) -> Result<Vec<SweepPoint>> {
    let hp = &job.hyperparameters;
    let mut penalties = hp.sweep.clone();
    penalties.sort_by(f64::total_cmp);
    // Show progress only on a terminal that is not a job's log: local mode gives a container a
    // terminal, whose lines it prefixes.
    let target = match job.env.job_name() {
        Some(_) => ProgressDrawTarget::hidden(),
        None => ProgressDrawTarget::stderr(),
    };
    let style = ProgressStyle::with_template("sweep {bar:30} {pos} of {len}")?;
    let bar = ProgressBar::with_draw_target(Some(penalties.len() as u64), target).with_style(style);
    let mut points = Vec::new();
    for penalty in penalties {
        // The model is trained; a curve with fewer points is better than a job that is killed.
        if job.stop_requested() {
            break;
        }
        let model = Model::fit(training, penalty, hp.max_iterations)?;
        points.push(SweepPoint {
            penalty,
            training: model.accuracy(training),
            held_out: model.accuracy(held_out),
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(points)
}

/// Prints a row for each actual species and a column for each predicted one.
fn print_confusion(species: &[String], confusion: &[Vec<usize>]) {
    let width = species.iter().map(|name| name.chars().count()).max();
    let width = width.unwrap_or(0);
    let print_row = |name: &str, cells: &[String]| {
        print!("{name:>width$}");
        for cell in cells {
            print!("  {cell:>width$}");
        }
        println!();
    };
    println!("\nactual (down) and predicted (across) species of the held-out penguins:");
    print_row("", species);
    for (name, counts) in species.iter().zip(confusion) {
        let counts: Vec<_> = counts.iter().map(usize::to_string).collect();
        print_row(name, &counts);
    }
    println!();
}

fn write(dir: &Path, name: &str, text: &str) -> Result<()> {
    let path = dir.join(name);
    smenv::write_atomic(&path, text)?;
    println!("wrote {}", path.display());
    Ok(())
}
