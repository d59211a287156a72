//! Draws the results as a self-contained SVG file, without scripts, fonts or a plotting crate.

use std::fmt::{self, Display, Formatter};

/// The accuracy of the model trained with one penalty.
pub(crate) struct SweepPoint {
    pub(crate) penalty: f64,
    pub(crate) training: f64,
    pub(crate) held_out: f64,
}

/// A picture of the results. `Display` writes it as SVG.
pub(crate) struct Picture<'a> {
    pub(crate) species: &'a [String],
    /// Held-out penguins by actual (row) and predicted (column) species.
    pub(crate) confusion: &'a [Vec<usize>],
    /// Sorted by penalty.
    pub(crate) sweep: &'a [SweepPoint],
    /// The penalty of the final model.
    pub(crate) penalty: f64,
}

// The positions of the two panels in the frame below.
const TOP: f64 = 156.0;
const BOTTOM: f64 = 408.0;
const MATRIX_LEFT: f64 = 140.0;
const CHART_LEFT: f64 = 520.0;
const CHART_RIGHT: f64 = 880.0;

/// The parts that are the same in every picture.
const FRAME: &str = r##"<style>
  text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #334155 }
  .title { font-size: 20px; font-weight: 600; fill: #0f172a }
  .panel { font-size: 14px; font-weight: 600; fill: #0f172a }
  .quiet { font-size: 12px; fill: #64748b }
  .count { font-size: 24px; font-weight: 600 }
  .end { text-anchor: end }
  .middle { text-anchor: middle }
  .on-dark { fill: #ffffff }
  .none { fill: #94a3b8 }
  .grid { stroke: #e2e8f0 }
  .axis { stroke: #94a3b8 }
  .in-use { stroke: #475569; stroke-dasharray: 4 4 }
  .training { stroke: #94a3b8; fill: #ffffff; stroke-width: 2 }
  .held-out { stroke: #c2410c; fill: #c2410c; stroke-width: 2 }
  polyline { fill-opacity: 0 }
</style>
<rect width="920" height="490" fill="#ffffff"/>
<text x="40" y="46" class="title">Which penguin is it?</text>

<text x="40" y="112" class="panel">Confusion on held-out penguins</text>
<text x="40" y="134" class="quiet">How many, and what share of the row</text>
<text transform="translate(50 282) rotate(-90)" class="quiet middle">actual</text>
<text x="266" y="454" class="quiet middle">predicted</text>

<text x="520" y="112" class="panel">Accuracy by L2 penalty</text>
<circle class="training" cx="524" cy="130" r="3.5"/>
<text x="534" y="134" class="quiet">training penguins</text>
<circle class="held-out" cx="664" cy="130" r="3.5"/>
<text x="674" y="134" class="quiet">held-out penguins</text>
<text x="700" y="454" class="quiet middle">L2 penalty (logarithmic)</text>
"##;

impl Display for Picture<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let total: usize = self.confusion.iter().flatten().sum();
        let right: usize = self
            .confusion
            .iter()
            .enumerate()
            .map(|(i, row)| row[i])
            .sum();
        let share = 100.0 * right as f64 / total as f64;
        let summary = format!("{right} of {total} held-out penguins recognized ({share:.1}%)");

        let size = r#"viewBox="0 0 920 490" width="920" height="490""#;
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">"#
        )?;
        writeln!(f, "<title>{summary}</title>\n{FRAME}")?;
        writeln!(f, r#"<text x="40" y="72">{summary}</text>"#)?;
        self.draw_confusion(f)?;
        self.draw_sweep(f)?;
        writeln!(f, "</svg>")
    }
}

impl Picture<'_> {
    fn draw_confusion(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let cell = (BOTTOM - TOP) / self.species.len() as f64;
        let side = cell - 3.0;
        for (i, (name, counts)) in self.species.iter().zip(self.confusion).enumerate() {
            // Names come from the data, and must not close an element.
            let name = name.replace('&', "&amp;").replace('<', "&lt;");
            let start = i as f64 * cell;
            let (x, y) = (
                MATRIX_LEFT + start + cell / 2.0,
                TOP + start + cell / 2.0 + 4.0,
            );
            writeln!(f, r#"<text x="128" y="{y:.1}" class="end">{name}</text>"#)?;
            writeln!(
                f,
                r#"<text x="{x:.1}" y="428" class="middle">{name}</text>"#
            )?;

            let actual: usize = counts.iter().sum();
            for (j, &count) in counts.iter().enumerate() {
                // A small species may have no held-out penguins.
                let share = count as f64 / actual.max(1) as f64;
                let fill = shade(share, i == j);
                let tone = match count {
                    0 => "none",
                    _ if share > 0.5 => "on-dark",
                    _ => "",
                };
                let (left, top) = (MATRIX_LEFT + j as f64 * cell + 1.5, TOP + start + 1.5);
                let (x, below, percent) = (left + side / 2.0, y + 20.0, 100.0 * share);
                writeln!(
                    f,
                    r#"<rect x="{left:.1}" y="{top:.1}" width="{side:.1}" height="{side:.1}" rx="4" fill="{fill}"/>
<text x="{x:.1}" y="{y:.1}" class="count middle {tone}">{count}</text>
<text x="{x:.1}" y="{below:.1}" class="quiet middle {tone}">{percent:.0}%</text>"#
                )?;
            }
        }
        Ok(())
    }

    fn draw_sweep(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // From below the lowest point up to 100 percent, in round steps.
        let accuracies = self
            .sweep
            .iter()
            .flat_map(|point| [point.training, point.held_out]);
        let lowest = (accuracies.fold(0.9, f64::min) * 99.0) as usize;
        let step = [2, 5, 10]
            .into_iter()
            .find(|step| (100 - lowest) / step < 7)
            .unwrap_or(20);
        let floor = lowest / step * step;
        let y_of = |accuracy: f64| {
            let up = (100.0 * accuracy - floor as f64) / (100 - floor) as f64;
            BOTTOM - up * (BOTTOM - TOP)
        };
        for tick in (floor..=100).step_by(step) {
            let y = y_of(tick as f64 / 100.0);
            let label = y + 4.0;
            writeln!(
                f,
                r#"<line class="grid" x1="{CHART_LEFT}" x2="{CHART_RIGHT}" y1="{y:.1}" y2="{y:.1}"/>
<text x="510" y="{label:.1}" class="quiet end">{tick}%</text>"#
            )?;
        }

        // Whole decades that contain all points and the penalty in use. A penalty of 0, which a
        // logarithmic axis cannot show, has a place of its own, and the axis begins further right.
        let axis_left = if self.penalty > 0.0 {
            CHART_LEFT
        } else {
            CHART_LEFT + 40.0
        };
        let in_use = Some(self.penalty).filter(|penalty| *penalty > 0.0);
        let penalties = self.sweep.iter().map(|point| point.penalty).chain(in_use);
        let decades = penalties.map(f64::log10);
        let first = decades.clone().reduce(f64::min).unwrap_or(0.0).floor() as i32;
        let last = decades.reduce(f64::max).unwrap_or(0.0).ceil() as i32;
        let last = last.max(first + 1);
        let x_of = |penalty: f64| {
            let across = (penalty.log10() - f64::from(first)) / f64::from(last - first);
            if penalty > 0.0 {
                axis_left + across * (CHART_RIGHT - axis_left)
            } else {
                CHART_LEFT
            }
        };
        let decades = (first..=last).step_by((last - first) as usize / 8 + 1);
        let ticks = decades.map(|decade| (x_of(10_f64.powi(decade)), power_of_ten(decade)));
        let zero = Some((CHART_LEFT, "0".to_owned())).filter(|_| in_use.is_none());
        for (x, label) in ticks.chain(zero) {
            writeln!(
                f,
                r#"<line class="axis" x1="{x:.1}" x2="{x:.1}" y1="408" y2="413"/>
<text x="{x:.1}" y="428" class="quiet middle">{label}</text>"#
            )?;
        }
        writeln!(
            f,
            r#"<line class="axis" x1="{axis_left}" x2="{CHART_RIGHT}" y1="{BOTTOM}" y2="{BOTTOM}"/>"#
        )?;

        let (x, penalty) = (x_of(self.penalty), self.penalty);
        let (label, side) = if x < 700.0 {
            (x + 8.0, "")
        } else {
            (x - 8.0, "end")
        };
        writeln!(
            f,
            r#"<line class="in-use" x1="{x:.1}" x2="{x:.1}" y1="{TOP}" y2="{BOTTOM}"/>
<text x="{label:.1}" y="396" class="{side}">in use: {penalty}</text>"#
        )?;
        let place = |point: &SweepPoint, accuracy| (x_of(point.penalty), y_of(accuracy));
        let training = self.sweep.iter().map(|point| place(point, point.training));
        let held_out = self.sweep.iter().map(|point| place(point, point.held_out));
        draw_curve(f, "training", training)?;
        draw_curve(f, "held-out", held_out)
    }
}

/// Draws a line through the points, and a dot on each.
fn draw_curve(
    f: &mut Formatter<'_>,
    class: &str,
    points: impl Iterator<Item = (f64, f64)> + Clone,
) -> fmt::Result {
    write!(f, r#"<polyline class="{class}" points=""#)?;
    for (x, y) in points.clone() {
        write!(f, "{x:.1},{y:.1} ")?;
    }
    writeln!(f, r#""/>"#)?;
    for (x, y) in points {
        writeln!(
            f,
            r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="3.5"/>"#
        )?;
    }
    Ok(())
}

/// Returns a deeper shade the closer the share is to 1: blue for correct predictions, orange for
/// wrong ones.
fn shade(share: f64, right: bool) -> String {
    let pale = [0xf1, 0xf5, 0xf9];
    // Wrong predictions are rare, but must be visible.
    let (deep, depth) = if right {
        ([0x1e, 0x4e, 0x8c], share)
    } else {
        ([0xc2, 0x41, 0x0c], share.sqrt())
    };
    let mix = |i: usize| (f64::from(pale[i]) * (1.0 - depth) + f64::from(deep[i]) * depth) as u8;
    format!("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2))
}

fn power_of_ten(exponent: i32) -> String {
    match exponent {
        -4..0 => format!(
            "{:.*}",
            exponent.unsigned_abs() as usize,
            10_f64.powi(exponent)
        ),
        0..=4 => format!("{}", 10_f64.powi(exponent)),
        _ => format!("1e{exponent}"),
    }
}
