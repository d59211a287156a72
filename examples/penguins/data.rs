//! Reads the penguins, and splits them into those to train on and those to test with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord, Trim};
use linfa::Dataset;
use ndarray::{Array1, Array2, Axis, Ix1};

use crate::Result;

/// A cell with a missing value: R writes the first, pandas the second.
const MISSING: [&str; 2] = ["NA", ""];

/// One row per penguin: its measurements, and the index of its species.
pub(crate) type Rows = Dataset<f64, usize, Ix1>;

pub(crate) struct Penguins {
    pub(crate) rows: Rows,
    /// The species by label.
    pub(crate) species: Vec<String>,
    /// The number of penguins left out because a required value is missing.
    pub(crate) incomplete: usize,
}

/// Reads `columns` of all CSV files in `dir`; a channel may contain any number of them.
pub(crate) fn read(dir: &Path, columns: &[&str]) -> Result<Penguins> {
    let mut penguins = Vec::new();
    let mut incomplete = 0;
    for path in csv_files(dir)? {
        let (complete, skipped) = read_file(&path, columns)?;
        penguins.extend(complete);
        incomplete += skipped;
    }

    let names = penguins.iter().map(|penguin| penguin.species.clone());
    // A set is sorted, so the labels do not depend on the order of the rows.
    let species: Vec<_> = names.collect::<BTreeSet<_>>().into_iter().collect();
    if species.len() < 2 {
        let (dir, rows, species) = (dir.display(), penguins.len(), species.len());
        return Err(format!(
            "{dir}: {rows} complete rows of {species} species are not enough to train a classifier"
        )
        .into());
    }
    let label = |penguin: &Penguin| species.partition_point(|other| *other < penguin.species);
    let labels: Array1<_> = penguins.iter().map(label).collect();
    let shape = (penguins.len(), columns.len());
    let values = penguins
        .into_iter()
        .flat_map(|penguin| penguin.measurements)
        .collect();
    let rows = Rows::new(Array2::from_shape_vec(shape, values)?, labels);
    Ok(Penguins {
        rows,
        species,
        incomplete,
    })
}

/// Returns the CSV files of a directory, sorted by name: the order of the file system differs
/// between machines.
fn csv_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let in_dir = |error| format!("{}: {error}", dir.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(in_dir)? {
        let path = entry.map_err(in_dir)?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(format!("{}: no CSV files found", dir.display()).into());
    }
    paths.sort();
    Ok(paths)
}

struct Penguin {
    species: String,
    measurements: Vec<f64>,
}

/// Returns the penguins that have all `columns`, and the number of those that do not.
fn read_file(path: &Path, columns: &[&str]) -> Result<(Vec<Penguin>, usize)> {
    let file = path.display();
    let bytes = fs::read(path).map_err(|error| format!("{file}: {error}"))?;
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        // Rows of a different length are rejected below, with their line number.
        .flexible(true)
        .from_reader(&bytes[..]);
    let in_file = |error| format!("{file}: {error}");
    let header = reader.headers().map_err(in_file)?.clone();
    let find = |column: &str| {
        let index = header.iter().position(|name| name == column);
        index.ok_or_else(|| {
            let there: Vec<_> = header.iter().collect();
            format!("{file}, line 1: missing column `{column}`; found {there:?}")
        })
    };
    let species = find("species")?;
    let measured: Vec<_> = columns
        .iter()
        .map(|name| find(name))
        .collect::<Result<_, _>>()?;

    let (mut penguins, mut incomplete) = (Vec::new(), 0);
    for record in reader.records() {
        let record = record.map_err(in_file)?;
        let line = || line(&bytes, &record);
        if record.len() != header.len() {
            let (here, there) = (record.len(), header.len());
            return Err(format!(
                "{file}, line {}: got {here} columns; expected {there}",
                line()
            )
            .into());
        }
        let missing = |&index: &usize| MISSING.contains(&&record[index]);
        if missing(&species) || measured.iter().any(missing) {
            incomplete += 1;
            continue;
        }
        let number = |&index: &usize| {
            let (column, text) = (&header[index], &record[index]);
            // `NaN` and `inf` parse as numbers, but would break the optimizer.
            let number = text.parse().ok().filter(|number: &f64| number.is_finite());
            number.ok_or_else(|| {
                format!(
                    "{file}, line {}, column `{column}`: {text:?} is not a number",
                    line()
                )
            })
        };
        let measurements = measured.iter().map(number).collect::<Result<_, _>>()?;
        penguins.push(Penguin {
            species: record[species].to_owned(),
            measurements,
        });
    }
    Ok((penguins, incomplete))
}

/// Returns the line in which a record starts. The reader's own count is too low after blank lines
/// and in files with Windows line endings, because the line ending that it skips is counted with
/// the next record.
fn line(bytes: &[u8], record: &StringRecord) -> usize {
    let start = record
        .position()
        .map_or(0, |position| position.byte() as usize);
    let skipped = bytes[start..]
        .iter()
        .take_while(|byte| b"\r\n".contains(byte))
        .count();
    let before = bytes[..start + skipped].iter();
    1 + before.filter(|byte| **byte == b'\n').count()
}

impl Penguins {
    /// Holds out `test_share` of each species: a plain draw could miss the rarest one. Returns the
    /// rows to train on and those held out.
    pub(crate) fn split(&self, test_share: f64, seed: u64) -> Result<(Rows, Rows)> {
        let mut random = SplitMix64(seed);
        let (mut training, mut held_out) = (Vec::new(), Vec::new());
        for species in 0..self.species.len() {
            let labels = self.rows.targets.iter().enumerate();
            let mut members: Vec<_> = labels
                .filter(|(_, label)| **label == species)
                .map(|(row, _)| row)
                .collect();
            random.shuffle(&mut members);
            // Rounded down, so that a share of at most a half leaves rows of each species to train
            // on.
            let tested = (members.len() as f64 * test_share) as usize;
            held_out.extend_from_slice(&members[..tested]);
            training.extend_from_slice(&members[tested..]);
        }
        if held_out.is_empty() {
            let rows = training.len();
            return Err(
                format!("test-share: {test_share} of {rows} rows leaves none to test on").into(),
            );
        }
        let select = |rows: &[usize]| {
            let all = &self.rows;
            Rows::new(
                all.records.select(Axis(0), rows),
                all.targets.select(Axis(0), rows),
            )
        };
        Ok((select(&training), select(&held_out)))
    }
}

/// A generator of our own, so that a seed gives the same split whatever the versions of other
/// crates.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Shuffles with the Fisher-Yates algorithm.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            items.swap(last, other as usize);
        }
    }
}
