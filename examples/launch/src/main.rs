//! Launches the example penguins: its training job, its tuning job, its algorithm. The requests are
//! made from the structs that the program itself reads.
//!
//! ```text
//! cargo run -- training-job --dry-run -- --l2-penalty 0.1
//! cargo run -- tuning-job --image IMAGE --role ROLE --bucket BUCKET
//! ```

#[allow(dead_code, reason = "only the program reads the fields")]
#[path = "../../penguins/program.rs"]
mod program;
mod requests;
mod service;
mod watch;

use std::error::Error;
use std::ffi::OsString;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use smenv::export::check;
use smenv::{SmHyperparameters, Source};

use crate::program::{Data, Hyperparameters, Metrics};
use crate::requests::Launch;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// Launches the example penguins on SageMaker.
#[derive(Parser)]
struct Arguments {
    /// What to create.
    what: What,
    /// Prints the request, and sends nothing.
    #[arg(long)]
    dry_run: bool,
    /// The name of the job or the algorithm.
    #[arg(long, default_value = "penguins")]
    name: String,
    /// The image in ECR.
    #[arg(
        long,
        default_value = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/penguins:1"
    )]
    image: String,
    /// The role of the job.
    #[arg(long, default_value = "arn:aws:iam::111122223333:role/TrainingRole")]
    role: String,
    /// The bucket with the data, and for the results.
    #[arg(long, default_value = "amzn-s3-demo-bucket")]
    bucket: String,
    /// The type of the instance.
    #[arg(long, default_value = "ml.m5.large")]
    instance_type: String,
    /// Seconds between looks at a job that runs.
    #[arg(long, default_value_t = 15)]
    poll: u64,
    /// The hyperparameters, as the program itself takes them: `-- --l2-penalty 0.1`.
    #[arg(last = true)]
    hyperparameters: Vec<OsString>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum What {
    TrainingJob,
    TuningJob,
    Algorithm,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    // The struct of the program checks what is launched.
    let source = Source::default().args(arguments.hyperparameters);
    let hp = Hyperparameters::from_source(&source)?;
    let launch = Launch {
        name: arguments.name,
        image: arguments.image,
        role: arguments.role,
        bucket: arguments.bucket,
        instance_type: arguments.instance_type,
    };
    let request = match arguments.what {
        What::TrainingJob => launch.training_job(&hp),
        What::TuningJob => launch.tuning_job(&hp)?,
        What::Algorithm => launch.algorithm(),
    };
    if arguments.what != What::Algorithm {
        check::<Hyperparameters, Data, Metrics>("the request", &request.to_string())?;
    }
    if arguments.dry_run {
        println!("{request:#}");
        return Ok(());
    }
    let client = service::client().await;
    let poll = Duration::from_secs(arguments.poll);
    match arguments.what {
        What::TrainingJob => {
            service::create_training_job(&client, &request).await?;
            watch::training_job(&client, &launch.name, poll).await
        }
        What::TuningJob => {
            service::create_tuning_job(&client, &request).await?;
            watch::tuning_job(&client, &launch.name, poll).await
        }
        What::Algorithm => service::create_algorithm(&client, &request).await,
    }
}
