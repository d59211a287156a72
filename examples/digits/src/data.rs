//! Reads the images, and splits them into those to train on and those to test with.

use std::fs;
use std::path::{Path, PathBuf};

use candle_core::{Device, Tensor};

use crate::Result;
use crate::random::SplitMix64;

/// The number of pixels of an 8 by 8 image.
pub(crate) const PIXELS: usize = 64;

/// The number of different digits.
pub(crate) const CLASSES: usize = 10;

/// The value of a black pixel.
const BLACK: u8 = 16;

pub(crate) struct Image {
    pixels: [u8; PIXELS],
    digit: u8,
}

/// All images of a channel.
pub(crate) struct Images(Vec<Image>);

/// Images in the form that the network takes.
pub(crate) struct Samples {
    /// One row per image, each pixel from 0 to 1.
    pub(crate) pixels: Tensor,
    pub(crate) digits: Tensor,
    len: usize,
}

/// Reads all CSV files in `dir`; a channel may contain any number of them.
pub(crate) fn read(dir: &Path) -> Result<Images> {
    let mut images = Vec::new();
    for path in csv_files(dir)? {
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        for (i, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let image = image(line)
                .map_err(|fault| format!("{}, line {}: {fault}", path.display(), i + 1))?;
            images.push(image);
        }
    }
    Ok(Images(images))
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

fn image(line: &str) -> Result<Image, String> {
    let cells: Vec<&str> = line.split(',').map(str::trim).collect();
    let [pixels @ .., digit] = &cells[..] else {
        return Err("the line is empty".to_owned());
    };
    if pixels.len() != PIXELS {
        return Err(format!(
            "got {} columns; expected {}",
            cells.len(),
            PIXELS + 1
        ));
    }
    let number = |text: &str, most: u8, what| {
        let number = text.parse().ok().filter(|number| *number <= most);
        number.ok_or_else(|| format!("got {text:?}; expected a {what} from 0 to {most}"))
    };
    let mut image = Image {
        pixels: [0; PIXELS],
        digit: number(digit, CLASSES as u8 - 1, "digit")?,
    };
    for (pixel, text) in image.pixels.iter_mut().zip(pixels) {
        *pixel = number(text, BLACK, "pixel")?;
    }
    Ok(image)
}

impl Images {
    /// Holds out `test_share` of each digit. Returns the images to train on and those held out.
    pub(crate) fn split(
        self,
        test_share: f64,
        seed: u64,
        device: &Device,
    ) -> Result<(Samples, Samples)> {
        let mut random = SplitMix64::new(seed);
        let (mut training, mut held_out) = (Vec::new(), Vec::new());
        for digit in 0..CLASSES {
            let mut members: Vec<&Image> = self
                .0
                .iter()
                .filter(|image| usize::from(image.digit) == digit)
                .collect();
            random.shuffle(&mut members);
            // Rounded down, so that a share of at most a half leaves images of each digit to train
            // on.
            let tested = (members.len() as f64 * test_share) as usize;
            training.extend(members.split_off(tested));
            held_out.extend(members);
        }
        if held_out.is_empty() {
            return Err(format!(
                "test-share: {test_share} of {} images leaves none to test on",
                training.len()
            )
            .into());
        }
        Ok((
            Samples::of(&training, device)?,
            Samples::of(&held_out, device)?,
        ))
    }
}

impl Samples {
    fn of(images: &[&Image], device: &Device) -> Result<Self> {
        let pixels = images.iter().flat_map(|image| image.pixels);
        let pixels: Vec<f32> = pixels
            .map(|pixel| f32::from(pixel) / f32::from(BLACK))
            .collect();
        let digits: Vec<u32> = images.iter().map(|image| u32::from(image.digit)).collect();
        Ok(Samples {
            pixels: Tensor::from_vec(pixels, (images.len(), PIXELS), device)?,
            digits: Tensor::from_vec(digits, images.len(), device)?,
            len: images.len(),
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Returns the samples with these row numbers.
    pub(crate) fn pick(&self, rows: &[u32]) -> Result<Self> {
        let rows = Tensor::new(rows, self.pixels.device())?;
        let (pixels, digits) = (
            self.pixels.index_select(&rows, 0)?,
            self.digits.index_select(&rows, 0)?,
        );
        Ok(Samples {
            pixels,
            digits,
            len: rows.elem_count(),
        })
    }
}
