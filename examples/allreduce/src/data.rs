//! Reads the penguins, and splits them into those to train on and those to test with.

use std::collections::BTreeSet;
use std::path::Path;

use csv::ReaderBuilder;
use smenv::Channel;

use crate::Result;

/// One row: its measurements, and the index of its species.
pub(crate) struct Penguin {
    pub(crate) species: usize,
    pub(crate) measurements: Vec<f64>,
}

pub(crate) struct Penguins {
    rows: Vec<Penguin>,
    /// The species by label.
    pub(crate) species: Vec<String>,
    /// The number of penguins left out because a required value is missing.
    pub(crate) incomplete: usize,
}

/// Reads `columns` of all CSV files of a channel. Every process reads all of them, so that all
/// agree on the labels of the species.
pub(crate) fn read(channel: &Channel, columns: &[&str]) -> Result<Penguins> {
    let (mut named, mut incomplete) = (Vec::new(), 0);
    for path in channel.files()? {
        if path.extension().is_some_and(|extension| extension == "csv") {
            let in_file = |error| format!("{}: {error}", path.display());
            incomplete += read_file(&path, columns, &mut named).map_err(in_file)?;
        }
    }
    let species: BTreeSet<_> = named.iter().map(|(name, _)| name.clone()).collect();
    let species: Vec<_> = species.into_iter().collect();
    if species.len() < 2 {
        let (dir, rows) = (channel.dir().display(), named.len());
        return Err(format!(
            "{dir}: {rows} complete rows of {} species are not enough to train a classifier",
            species.len()
        )
        .into());
    }
    let label = |name: String| species.partition_point(|other| *other < name);
    let rows = named.into_iter().map(|(name, measurements)| Penguin {
        species: label(name),
        measurements,
    });
    Ok(Penguins {
        rows: rows.collect(),
        species,
        incomplete,
    })
}

/// Adds the penguins that have all `columns`; returns the number of those that do not.
fn read_file(
    path: &Path,
    columns: &[&str],
    penguins: &mut Vec<(String, Vec<f64>)>,
) -> Result<usize> {
    let mut reader = ReaderBuilder::new().trim(csv::Trim::All).from_path(path)?;
    let header = reader.headers()?.clone();
    let find = |column: &str| {
        let index = header.iter().position(|name| name == column);
        index.ok_or_else(|| format!("missing column `{column}`"))
    };
    let species = find("species")?;
    let measured: Vec<_> = columns
        .iter()
        .map(|column| find(column))
        .collect::<Result<_, _>>()?;
    let mut incomplete = 0;
    for (row, record) in (1..).zip(reader.records()) {
        let record = record?;
        let missing = |index: &usize| ["NA", ""].contains(&&record[*index]);
        if missing(&species) || measured.iter().any(missing) {
            incomplete += 1;
            continue;
        }
        let number = |index: &usize| {
            let number = record[*index]
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite());
            number.ok_or_else(|| {
                format!(
                    "row {row}, column `{}`: {:?} is not a number",
                    &header[*index], &record[*index]
                )
            })
        };
        let measurements = measured.iter().map(number).collect::<Result<_, _>>()?;
        penguins.push((record[species].to_owned(), measurements));
    }
    Ok(incomplete)
}

impl Penguins {
    /// Returns the rows to train on and those held out: `test_share` of each species, spread evenly
    /// through the file.
    pub(crate) fn split(&self, test_share: f64) -> (Vec<&Penguin>, Vec<&Penguin>) {
        let mut seen = vec![0; self.species.len()];
        self.rows.iter().partition(|penguin| {
            let seen = &mut seen[penguin.species];
            let held_out = |rows: u32| (f64::from(rows) * test_share).floor();
            *seen += 1;
            held_out(*seen) == held_out(*seen - 1)
        })
    }
}
