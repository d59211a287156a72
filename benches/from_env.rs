//! A process with 150 variables to a struct.
//!
//! The variables must be set before the process starts, so the bench starts itself once for each
//! number of fields.

use std::env;
use std::process::{Command, ExitCode};

use clap::Parser;
use confique::Config;
use divan::{Bencher, Divan};
use envconfig::Envconfig;
use figment::Figment;
use figment::providers::Env;
use smenv::SmHyperparameters;
use smenv_benches::{Fields, With, variables};

/// One of the 150 variables: the number of fields that this process measures.
const FIELDS: &str = "SMENV_BENCH_FIELDS";

fn main() -> ExitCode {
    match env::var(FIELDS).as_deref() {
        Ok("5") => Divan::from_args().skip_regex("::(20|100)$").main(),
        Ok("20") => Divan::from_args().skip_regex("::(5|100)$").main(),
        Ok(_) => Divan::from_args().skip_regex("::(5|20)$").main(),
        Err(_) => {
            let all = run_in_job::<5>() && run_in_job::<20>() && run_in_job::<100>();
            return if all {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
    }
    ExitCode::SUCCESS
}

fn run_in_job<const N: usize>() -> bool
where
    With<N>: Fields,
{
    let mut variables = variables::<With<N>>();
    variables.remove("TZ");
    let this = env::current_exe().expect("this program has a path");
    let status = Command::new(this)
        .args(env::args_os().skip(1))
        .env_clear()
        .envs(variables)
        .env(FIELDS, N.to_string())
        .status();
    status.is_ok_and(|status| status.success())
}

type Native<const N: usize> = <With<N> as Fields>::Native;
type Flat<const N: usize> = <With<N> as Fields>::Flat;

macro_rules! benches {
    ($($name:ident: $fill:expr;)*) => {$(
        #[divan::bench(consts = [5, 20, 100])]
        fn $name<const N: usize>(bencher: Bencher<'_, '_>)
        where
            With<N>: Fields,
        {
            bencher.bench_local($fill);
        }
    )*};
}

benches! {
    clap: || Flat::<N>::try_parse_from(["train"]).expect("every field has a value");
    config: || {
        let variables = config::Environment::with_prefix("SM_HP");
        let all = config::Config::builder().add_source(variables).build();
        all.and_then(config::Config::try_deserialize::<Flat<N>>).expect("every field has a value")
    };
    confique: || Flat::<N>::builder().env().load().expect("every field has a value");
    envconfig: || Flat::<N>::init_from_env().expect("every field has a value");
    envy: || envy::prefixed("SM_HP_").from_env::<Flat<N>>().expect("every field has a value");
    figment: || Figment::from(Env::prefixed("SM_HP_")).extract::<Native<N>>().expect("every field has a value");
    one_pass_over_the_variables: || env::vars_os().count();
    smenv: || Native::<N>::from_env().expect("every field has a value");
}
