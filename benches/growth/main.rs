//! Measures how time grows with the size of a job: the exponent of time against size, for every
//! step of smenv whose input a job determines.
//!
//! The bench is run by hand, and fails if anything grows faster than n log n. As a test it runs
//! each shape at small sizes. Words in the arguments select shapes by their names.

mod arguments;
mod channels;
mod folders;
mod names;
mod texts;

use std::env;
use std::fs;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Something that is measured at growing sizes.
struct Shape {
    name: &'static str,
    /// Sets it up in a given size, and returns what to time.
    of_size: Box<dyn Fn(usize) -> Box<dyn FnMut()>>,
    /// The largest size.
    most: usize,
    /// Whether growth above n log n is a failure.
    is_judged: bool,
}

/// Creates a shape that grows to the largest of all sizes.
fn shape<R, F: FnMut() -> R + 'static>(
    name: &'static str,
    of_size: impl Fn(usize) -> F + 'static,
) -> Shape {
    let of_size = move |size| {
        let mut timed = of_size(size);
        Box::new(move || drop(black_box(timed()))) as Box<dyn FnMut()>
    };
    Shape {
        name,
        of_size: Box::new(of_size),
        most: LARGEST,
        is_judged: true,
    }
}

impl Shape {
    /// Limits the size, for example if each element takes a file.
    fn up_to(self, most: usize) -> Self {
        Shape { most, ..self }
    }

    /// Reports the growth without failing: for sizes that the system limits, with costs of its own.
    fn reported_only(self) -> Self {
        Shape {
            is_judged: false,
            ..self
        }
    }

    /// Returns the fastest of several runs.
    fn time(&self, size: usize) -> Duration {
        let mut timed = (self.of_size)(size);
        let begin = Instant::now();
        let mut fastest = Duration::MAX;
        for run in 0..MOST_RUNS {
            let start = Start::now();
            timed();
            fastest = fastest.min(start.elapsed());
            if run >= LEAST_RUNS && begin.elapsed() > ENOUGH {
                break;
            }
        }
        fastest
    }

    /// Returns the times at doubling sizes, up to the largest or to the first that takes long.
    fn times(&self) -> Vec<(usize, Duration)> {
        let mut times = Vec::new();
        let mut size = SMALLEST.min(self.most >> 3).max(1);
        while size <= self.most {
            let time = self.time(size);
            times.push((size, time));
            if time > LONG {
                break;
            }
            size *= 2;
        }
        times
    }
}

/// The start of a measurement. It uses this thread's processor time if the system reports it, so
/// that other load counts less.
struct Start(Instant, Option<Duration>);

impl Start {
    fn now() -> Self {
        Start(Instant::now(), Start::on_processor())
    }

    fn elapsed(&self) -> Duration {
        match (self.1, Start::on_processor()) {
            (Some(start), Some(now)) if now > start => now - start,
            _ => self.0.elapsed(),
        }
    }

    fn on_processor() -> Option<Duration> {
        let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ')
            .next()?
            .parse()
            .ok()
            .map(Duration::from_nanos)
    }
}

const SMALLEST: usize = 1 << 9;
const LARGEST: usize = 1 << 18;
const LEAST_RUNS: u32 = 2;
const MOST_RUNS: u32 = 20;
const ENOUGH: Duration = Duration::from_millis(100);
const LONG: Duration = Duration::from_millis(500);

/// The number of largest sizes that the exponent is fitted to: at smaller ones, constant costs
/// still count.
const AT_THE_LARGE_END: usize = 4;

/// n log n measures as 1.1 at these sizes, and as up to 1.4 if the larger ones no longer fit into
/// the caches. Quadratic work measures as 1.8 or more.
const LIMIT: f64 = 1.5;

/// Returns the slope of the least-squares line through the logarithms.
fn exponent(times: &[(usize, Duration)]) -> f64 {
    let points: Vec<(f64, f64)> = times
        .iter()
        .map(|(size, time)| ((*size as f64).ln(), time.as_secs_f64().max(1e-9).ln()))
        .collect();
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let covariance: f64 = points
        .iter()
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    covariance / variance
}

fn main() -> ExitCode {
    let (options, words): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|word| word.starts_with("--"));
    let is_chosen =
        |shape: &Shape| words.is_empty() || words.iter().any(|word| shape.name.contains(word));
    let shapes = [
        names::shapes(),
        arguments::shapes(),
        texts::shapes(),
        channels::shapes(),
        folders::shapes(),
    ];
    let shapes: Vec<Shape> = shapes.into_iter().flatten().filter(is_chosen).collect();
    // `cargo test` does not pass `--bench`.
    if !options.iter().any(|option| option == "--bench") {
        shapes.iter().for_each(|shape| {
            [0, 1, 2, 20]
                .into_iter()
                .for_each(|size| (shape.of_size)(size)())
        });
        return ExitCode::SUCCESS;
    }
    println!("| what grows | exponent | largest | time |\n|---|---|---|---|");
    let mut too_fast = Vec::new();
    for shape in &shapes {
        let mut times = shape.times();
        let exponent_of = |times: &[(usize, Duration)]| {
            exponent(&times[times.len().saturating_sub(AT_THE_LARGE_END)..])
        };
        let mut grows = exponent_of(&times);
        // Repeat it: the machine may have been busy for a while.
        if shape.is_judged && grows > LIMIT && times.last().is_some_and(|(_, time)| *time < LONG) {
            for (size, time) in &mut times {
                *time = shape.time(*size).min(*time);
            }
            grows = exponent_of(&times);
        }
        let Some((size, time)) = times.last() else {
            continue;
        };
        println!("| {} | {grows:.2} | {size} | {time:.1?} |", shape.name);
        if shape.is_judged && grows > LIMIT {
            too_fast.push(shape.name);
        }
    }
    if too_fast.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("grows faster than n log n: {}", too_fast.join("; "));
    ExitCode::FAILURE
}
