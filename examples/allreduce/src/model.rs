//! Multinomial logistic regression by gradient descent over the rows of all processes.

use serde_json::{Value, json};

use crate::data::Penguin;
use crate::processes::Processes;
use crate::{Hyperparameters, Result};

pub(crate) struct Model {
    means: Vec<f64>,
    deviations: Vec<f64>,
    /// One list per species: its intercept, then one number per measurement.
    pub(crate) weights: Vec<Vec<f64>>,
    /// The number of rows that all processes train on.
    rows: f64,
}

pub(crate) struct Fitted {
    pub(crate) iterations: u64,
    /// The loss before the last step.
    pub(crate) loss: f64,
}

impl Fitted {
    pub(crate) fn nothing(model: &Model) -> Self {
        Fitted {
            iterations: 0,
            loss: (model.weights.len() as f64).ln(),
        }
    }
}

/// The number of rows in all processes, and how many of them are classified correctly.
pub(crate) struct Score {
    pub(crate) rows: u64,
    right: u64,
}

impl Score {
    pub(crate) fn accuracy(&self) -> f64 {
        self.right as f64 / self.rows as f64
    }
}

impl Model {
    /// Creates an untrained model. It only knows the scale of the measurements, from the rows of
    /// all processes; otherwise each process would have its own scale.
    pub(crate) fn new(
        own: &[&Penguin],
        features: usize,
        species: usize,
        processes: &Processes<'_>,
    ) -> Result<Self> {
        // A process without rows adds zeros.
        let rows = processes.sum(&[own.len() as f64])[0];
        if rows == 0.0 {
            return Err("there are no rows to train on".into());
        }
        let mean = |of: &dyn Fn(&Penguin, usize) -> f64| -> Vec<f64> {
            let sum = |feature| own.iter().map(|penguin| of(penguin, feature)).sum();
            let sums: Vec<f64> = (0..features).map(sum).collect();
            processes
                .sum(&sums)
                .into_iter()
                .map(|sum| sum / rows)
                .collect()
        };
        let means = mean(&|penguin, i| penguin.measurements[i]);
        let variances = mean(&|penguin, i| (penguin.measurements[i] - means[i]).powi(2));
        // A measurement that never varies is all zeros once its mean is subtracted, whatever the
        // divisor.
        let deviation = |variance: f64| if variance > 0.0 { variance.sqrt() } else { 1.0 };
        let deviations = variances.into_iter().map(deviation).collect();
        Ok(Model {
            means,
            deviations,
            weights: vec![vec![0.0; 1 + features]; species],
            rows,
        })
    }

    /// Takes the steps that remain of those that the hyperparameters specify. If each process decided
    /// for itself when it is done, they might disagree and wait for each other forever. `keep` is
    /// called between two steps, as often as the hyperparameters say.
    pub(crate) fn fit(
        &mut self,
        mut fitted: Fitted,
        own: &[&Penguin],
        hp: &Hyperparameters,
        processes: &Processes<'_>,
        stopping: impl Fn() -> bool,
        keep: impl Fn(&Self, &Fitted) -> Result<()>,
    ) -> Result<Fitted> {
        let own: Vec<_> = own
            .iter()
            .map(|penguin| (penguin.species, self.standardised(penguin)))
            .collect();
        // A signal reaches one process earlier than another; all must take the same number of
        // steps.
        while fitted.iterations < hp.max_iterations && !processes.any(stopping()) {
            let sums = processes.sum(&self.loss_and_gradient(&own));
            let (loss, gradient) = (sums[0], &sums[1..]);
            // The penalty applies to the weights, not to rows: it is added once.
            let squares = self
                .weights
                .iter()
                .flat_map(|weights| &weights[1..])
                .map(|weight| weight * weight);
            fitted.loss = (loss + hp.l2_penalty * squares.sum::<f64>() / 2.0) / self.rows;
            if !fitted.loss.is_finite() {
                let (step, rate) = (fitted.iterations, hp.learning_rate);
                return Err(
                    format!("step {step} diverged; a learning-rate below {rate} may help").into(),
                );
            }
            for (weights, gradient) in self
                .weights
                .iter_mut()
                .zip(gradient.chunks(1 + self.means.len()))
            {
                for (i, (weight, gradient)) in weights.iter_mut().zip(gradient).enumerate() {
                    let of_penalty = if i == 0 { 0.0 } else { hp.l2_penalty * *weight };
                    *weight -= hp.learning_rate * (gradient + of_penalty) / self.rows;
                }
            }
            fitted.iterations += 1;
            if fitted.iterations % hp.checkpoint_every == 0 {
                keep(self, &fitted)?;
            }
        }
        Ok(fitted)
    }

    /// Returns the sums over the rows of the loss and of its derivatives by each weight, as one
    /// list that needs only one message.
    fn loss_and_gradient(&self, rows: &[(usize, Vec<f64>)]) -> Vec<f64> {
        let width = 1 + self.means.len();
        let mut sums = vec![0.0; 1 + self.weights.len() * width];
        for (species, inputs) in rows {
            let scores = self.scores(inputs);
            // Subtract the greatest score so that no exponential overflows.
            let greatest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let powers: Vec<_> = scores
                .iter()
                .map(|score| (score - greatest).exp())
                .collect();
            let total: f64 = powers.iter().sum();
            sums[0] += total.ln() + greatest - scores[*species];
            for (i, (gradient, power)) in sums[1..].chunks_mut(width).zip(powers).enumerate() {
                let error = power / total - f64::from(u8::from(i == *species));
                gradient[0] += error;
                for (sum, input) in gradient[1..].iter_mut().zip(inputs) {
                    *sum += error * input;
                }
            }
        }
        sums
    }

    fn standardised(&self, penguin: &Penguin) -> Vec<f64> {
        let scales = self.means.iter().zip(&self.deviations);
        penguin
            .measurements
            .iter()
            .zip(scales)
            .map(|(value, (mean, deviation))| (value - mean) / deviation)
            .collect()
    }

    /// Returns one number per species: the greater, the likelier.
    fn scores(&self, inputs: &[f64]) -> Vec<f64> {
        let score = |weights: &Vec<f64>| {
            let products = weights[1..]
                .iter()
                .zip(inputs)
                .map(|(weight, input)| weight * input);
            weights[0] + products.sum::<f64>()
        };
        self.weights.iter().map(score).collect()
    }

    pub(crate) fn score(&self, own: &[&Penguin], processes: &Processes<'_>) -> Score {
        let is_right = |penguin: &&&Penguin| {
            let scores = self.scores(&self.standardised(penguin));
            let others = scores
                .iter()
                .enumerate()
                .filter(|(species, _)| *species != penguin.species);
            others.fold(f64::NEG_INFINITY, |greatest, (_, score)| {
                score.max(greatest)
            }) < scores[penguin.species]
        };
        let right = own.iter().filter(is_right).count();
        let sums = processes.sum(&[own.len() as f64, right as f64]);
        Score {
            rows: sums[0] as u64,
            right: sums[1] as u64,
        }
    }

    /// Returns all that another program needs to predict: the answer is the species with the
    /// greatest `weights[0] + sum(weight * (measurement - mean) / deviation)`.
    pub(crate) fn to_json(&self, species: &[String], columns: &[&str]) -> Value {
        json!({
            "classes": species,
            "features": columns,
            "means": self.means,
            "standard_deviations": self.deviations,
            "weights": self.weights,
        })
    }
}
