//! The text of `SM_HPS` to a struct.

use divan::{AllocProfiler, Bencher, black_box};
use smenv::{SmHyperparameters, Source};
use smenv_benches::{Fields, With, sm_hps_of_strings, sm_hps_of_values};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(consts = [5, 20, 100])]
fn serde_json_of_values<const N: usize>(bencher: Bencher<'_, '_>)
where
    With<N>: Fields,
{
    let text = sm_hps_of_values::<With<N>>();
    bencher.bench_local(|| {
        serde_json::from_str::<<With<N> as Fields>::Native>(black_box(&text))
            .expect("every field has a value")
    });
}

#[divan::bench(consts = [5, 20, 100])]
fn smenv_of_strings<const N: usize>(bencher: Bencher<'_, '_>)
where
    With<N>: Fields,
{
    fill::<With<N>>(bencher, sm_hps_of_strings::<With<N>>());
}

#[divan::bench(consts = [5, 20, 100])]
fn smenv_of_values<const N: usize>(bencher: Bencher<'_, '_>)
where
    With<N>: Fields,
{
    fill::<With<N>>(bencher, sm_hps_of_values::<With<N>>());
}

fn fill<F: Fields>(bencher: Bencher<'_, '_>, sm_hps: String) {
    let source = Source::from_vars([("SM_HPS", sm_hps)]);
    bencher.bench_local(|| {
        F::Native::from_source(black_box(&source)).expect("every field has a value")
    });
}
