//! Multinomial logistic regression on standardised measurements.

use linfa::dataset::Records;
use linfa::traits::{Fit, Predict};
use linfa_logistic::{MultiFittedLogisticRegression, MultiLogisticRegression};
use ndarray::{Array1, Array2, Axis};
use serde_json::{Value, json};

use crate::Result;
use crate::data::Rows;

pub(crate) struct Model {
    means: Array1<f64>,
    deviations: Array1<f64>,
    regression: MultiFittedLogisticRegression<f64, usize>,
}

impl Model {
    pub(crate) fn fit(training: &Rows, penalty: f64, max_iterations: u64) -> Result<Self> {
        // Put millimetres and grams on one scale, or the penalty would affect one more than the
        // other. The scale comes from the training rows alone: the held-out rows must be as new to
        // the model as next year's penguins.
        let means = training
            .records
            .mean_axis(Axis(0))
            .ok_or("there are no rows to train on")?;
        let deviations = training.records.std_axis(Axis(0), 0.0);
        // A measurement that never varies is all zeros once its mean is subtracted, whatever the
        // divisor.
        let deviations = deviations.mapv(|deviation| if deviation > 0.0 { deviation } else { 1.0 });

        let standardised = (&training.records - &means) / &deviations;
        let regression = MultiLogisticRegression::default()
            .alpha(penalty)
            .max_iterations(max_iterations)
            .fit(&Rows::new(standardised, training.targets.clone()))
            .map_err(|error| format!("with an L2 penalty of {penalty}: {error}"))?;
        Ok(Self {
            means,
            deviations,
            regression,
        })
    }

    fn predict(&self, records: &Array2<f64>) -> Array1<usize> {
        self.regression
            .predict((records - &self.means) / &self.deviations)
            .targets
    }

    /// Counts the penguins of each species (row) that the model assigns to each species (column).
    pub(crate) fn confusion(&self, rows: &Rows, species: usize) -> Vec<Vec<usize>> {
        let mut counts = vec![vec![0; species]; species];
        for (&actual, predicted) in rows.targets.iter().zip(self.predict(&rows.records)) {
            counts[actual][predicted] += 1;
        }
        counts
    }

    /// Returns the share of the rows that the model classifies correctly.
    pub(crate) fn accuracy(&self, rows: &Rows) -> f64 {
        let predicted = self.predict(&rows.records);
        let right = rows
            .targets
            .iter()
            .zip(&predicted)
            .filter(|(actual, predicted)| actual == predicted);
        right.count() as f64 / rows.nsamples() as f64
    }

    /// Returns all that another program needs to predict: the answer is the species with the
    /// greatest `intercept + sum(coefficient * (measurement - mean) / deviation)`.
    pub(crate) fn to_json(&self, species: &[String], columns: &[&str]) -> Value {
        let coefficients: Vec<_> = self
            .regression
            .params()
            .columns()
            .into_iter()
            .map(|c| c.to_vec())
            .collect();
        json!({
            "classes": species,
            "features": columns,
            "means": self.means.to_vec(),
            "standard_deviations": self.deviations.to_vec(),
            // One list per class, one number per feature.
            "coefficients": coefficients,
            "intercepts": self.regression.intercept().to_vec(),
        })
    }
}
