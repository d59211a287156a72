//! Draws the curve as a self-contained SVG file, without scripts, fonts or a plotting crate.

use std::fmt::{self, Display, Formatter};

use crate::progress::Epoch;

/// A picture of the curve. `Display` writes it as SVG.
pub(crate) struct Picture<'a> {
    pub(crate) curve: &'a [Epoch],
    /// The accuracy of the final network.
    pub(crate) accuracy: f64,
}

// The positions of the two panels in the frame below.
const TOP: f64 = 156.0;
const BOTTOM: f64 = 396.0;
const LOSS_LEFT: f64 = 90.0;
const ACCURACY_LEFT: f64 = 540.0;
const WIDTH: f64 = 340.0;

/// The parts that are the same in every picture.
const FRAME: &str = r##"<style>
  text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #334155 }
  .title { font-size: 20px; font-weight: 600; fill: #0f172a }
  .panel { font-size: 14px; font-weight: 600; fill: #0f172a }
  .quiet { font-size: 12px; fill: #64748b }
  .end { text-anchor: end }
  .middle { text-anchor: middle }
  .grid { stroke: #e2e8f0 }
  .axis { stroke: #94a3b8 }
  .training { stroke: #94a3b8; fill: #94a3b8 }
  .held-out { stroke: #c2410c; fill: #c2410c }
  polyline { fill-opacity: 0; stroke-width: 2; stroke-linejoin: round }
</style>
<rect width="920" height="478" fill="#ffffff"/>
<text x="40" y="46" class="title">Which digit is it?</text>

<text x="90" y="112" class="panel">Loss by epoch</text>
<circle class="training" cx="94" cy="130" r="3.5"/>
<text x="104" y="134" class="quiet">training images</text>
<circle class="held-out" cx="214" cy="130" r="3.5"/>
<text x="224" y="134" class="quiet">held-out images</text>
<text transform="translate(38 276) rotate(-90)" class="quiet middle">cross-entropy (logarithmic)</text>
<text x="260" y="442" class="quiet middle">epoch</text>

<text x="540" y="112" class="panel">Accuracy by epoch</text>
<circle class="held-out" cx="544" cy="130" r="3.5"/>
<text x="554" y="134" class="quiet">held-out images</text>
<text x="710" y="442" class="quiet middle">epoch</text>
"##;

impl Display for Picture<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (share, epochs) = (100.0 * self.accuracy, self.curve.len());
        let plural = if epochs == 1 { "" } else { "s" };
        let summary =
            format!("{share:.1}% of the held-out digits read right after {epochs} epoch{plural}");
        let size = r#"viewBox="0 0 920 478" width="920" height="478""#;
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">"#
        )?;
        writeln!(f, "<title>{summary}</title>\n{FRAME}")?;
        writeln!(f, r#"<text x="40" y="72">{summary}</text>"#)?;
        self.draw_loss(f)?;
        self.draw_accuracy(f)?;
        writeln!(f, "</svg>")
    }
}

impl Picture<'_> {
    fn draw_loss(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let losses = self
            .curve
            .iter()
            .flat_map(|epoch| [epoch.training_loss, epoch.held_out_loss]);
        let (least, most) = losses.fold((1.0, 1.0), |(least, most), loss| {
            (loss.min(least), loss.max(most))
        });
        // 1, 2, 5, 10, 20, …, from below all losses to above them.
        let first = (LOWEST..=-LOWEST)
            .rfind(|tick| value(*tick) <= least)
            .unwrap_or(LOWEST);
        let last = (first + 1..-LOWEST)
            .find(|tick| value(*tick) >= most)
            .unwrap_or(-LOWEST);
        // A loss may round to zero, which a logarithmic axis cannot show.
        let height = |loss: f64| loss.max(value(LOWEST)).log10();
        let (bottom, top) = (height(value(first)), height(value(last)));
        let panel = Panel {
            left: LOSS_LEFT,
            epochs: self.curve.len(),
            bottom,
            top,
        };
        let is_drawn = |tick: &i32| last - first <= 10 || tick % 3 == 0;
        for loss in (first..=last).filter(is_drawn).map(value) {
            let text = if loss < 0.001 {
                format!("{loss:e}")
            } else {
                loss.to_string()
            };
            panel.draw_line(f, height(loss), &text)?;
        }
        panel.draw_axis(f)?;
        panel.draw_curve(
            f,
            "training",
            self.curve.iter().map(|epoch| height(epoch.training_loss)),
        )?;
        panel.draw_curve(
            f,
            "held-out",
            self.curve.iter().map(|epoch| height(epoch.held_out_loss)),
        )
    }

    fn draw_accuracy(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // From below the lowest point up to 100 percent, in round steps.
        let accuracies = self.curve.iter().map(|epoch| epoch.held_out_accuracy);
        let lowest = (accuracies.clone().fold(0.9, f64::min) * 100.0) as usize;
        let step = [1, 2, 5, 10]
            .into_iter()
            .find(|step| (100 - lowest) / step < 11)
            .unwrap_or(20);
        let floor = lowest / step * step;
        let panel = Panel {
            left: ACCURACY_LEFT,
            epochs: self.curve.len(),
            bottom: floor as f64 / 100.0,
            top: 1.0,
        };
        for percent in (floor..=100).step_by(step) {
            panel.draw_line(f, percent as f64 / 100.0, &format!("{percent}%"))?;
        }
        panel.draw_axis(f)?;
        panel.draw_curve(f, "held-out", accuracies)
    }
}

/// The position of the smallest loss that can be drawn, in the series 1, 2, 5, 10, ….
const LOWEST: i32 = -27;

fn value(tick: i32) -> f64 {
    let digit = [1.0, 2.0, 5.0][tick.rem_euclid(3) as usize];
    // Divide to get fractions, so that 0.05 is exactly the number written so.
    match tick.div_euclid(3) {
        exponent @ ..0 => digit / 10_f64.powi(-exponent),
        exponent => digit * 10_f64.powi(exponent),
    }
}

/// A panel with one point per epoch.
struct Panel {
    left: f64,
    epochs: usize,
    /// The values at its bottom and at its top.
    bottom: f64,
    top: f64,
}

impl Panel {
    fn x_of(&self, epoch: usize) -> f64 {
        // A single point is at the start.
        let across = (epoch - 1) as f64 / (self.epochs.max(2) - 1) as f64;
        self.left + across * WIDTH
    }

    fn y_of(&self, height: f64) -> f64 {
        BOTTOM - (height - self.bottom) / (self.top - self.bottom) * (BOTTOM - TOP)
    }

    /// Draws a horizontal line across the panel, with its value.
    fn draw_line(&self, f: &mut Formatter<'_>, height: f64, text: &str) -> fmt::Result {
        let (left, right, y) = (self.left, self.left + WIDTH, self.y_of(height));
        let (before, below) = (left - 10.0, y + 4.0);
        writeln!(
            f,
            r#"<line class="grid" x1="{left}" x2="{right}" y1="{y:.1}" y2="{y:.1}"/>
<text x="{before}" y="{below:.1}" class="quiet end">{text}</text>"#
        )
    }

    /// Draws the epochs on the axis: the first, and every `step`-th.
    fn draw_axis(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (left, right) = (self.left, self.left + WIDTH);
        writeln!(
            f,
            r#"<line class="axis" x1="{left}" x2="{right}" y1="{BOTTOM}" y2="{BOTTOM}"/>"#
        )?;
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        let step = steps
            .into_iter()
            .find(|step| self.epochs / step <= 8)
            .unwrap_or(2000);
        // With a tick for every epoch, the first is already among them.
        let first = (1..=self.epochs.min(1)).filter(|_| step > 1);
        for epoch in first.chain((step..=self.epochs).step_by(step)) {
            let x = self.x_of(epoch);
            writeln!(
                f,
                r#"<line class="axis" x1="{x:.1}" x2="{x:.1}" y1="396" y2="401"/>
<text x="{x:.1}" y="418" class="quiet middle">{epoch}</text>"#
            )?;
        }
        Ok(())
    }

    fn draw_curve(
        &self,
        f: &mut Formatter<'_>,
        class: &str,
        heights: impl Iterator<Item = f64>,
    ) -> fmt::Result {
        let points: Vec<_> = heights
            .zip(1..)
            .map(|(height, epoch)| (self.x_of(epoch), self.y_of(height)))
            .collect();
        let line: Vec<_> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        writeln!(
            f,
            r#"<polyline class="{class}" points="{}"/>"#,
            line.join(" ")
        )?;
        // With many points, the line is enough.
        for (x, y) in points.iter().filter(|_| points.len() <= 30) {
            writeln!(
                f,
                r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="3"/>"#
            )?;
        }
        Ok(())
    }
}
