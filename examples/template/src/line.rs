//! The model: replace it by yours.

use std::fs;
use std::path::Path;

use crate::settings::Loss;

/// `y = slope * x + intercept`
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) slope: f64,
    pub(crate) intercept: f64,
}

impl Line {
    /// Makes a step down the gradient, and returns the loss before it.
    pub(crate) fn step(&mut self, points: &[(f64, f64)], loss: Loss, learning_rate: f64) -> f64 {
        let (mut total, mut slope, mut intercept) = (0.0, 0.0, 0.0);
        for (x, y) in points {
            let error = self.slope * x + self.intercept - y;
            let (value, gradient) = match loss {
                Loss::Squared => (error * error, 2.0 * error),
                Loss::Absolute => (error.abs(), error.signum()),
            };
            total += value;
            slope += gradient * x;
            intercept += gradient;
        }
        let share = learning_rate / points.len() as f64;
        self.slope -= share * slope;
        self.intercept -= share * intercept;
        total / points.len() as f64
    }
}

/// Reads the points of all files of a channel.
pub(crate) fn read(files: &[impl AsRef<Path>]) -> Result<Vec<(f64, f64)>, String> {
    let mut points = Vec::new();
    for file in files.iter().map(AsRef::as_ref) {
        let in_file = |reason: String| format!("{}: {reason}", file.display());
        let text = fs::read_to_string(file).map_err(|error| in_file(error.to_string()))?;
        for (at, line) in text.lines().enumerate() {
            let numbers: Vec<f64> = line
                .split(',')
                .filter_map(|cell| cell.trim().parse().ok())
                .collect();
            let [x, y] = numbers[..] else {
                return Err(in_file(format!(
                    "line {}: got {line:?}; expected two numbers",
                    at + 1
                )));
            };
            points.push((x, y));
        }
    }
    if points.is_empty() {
        return Err("there are no points to train on".to_owned());
    }
    Ok(points)
}
