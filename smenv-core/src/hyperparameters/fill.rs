//! Fills a struct, or reads a single hyperparameter.

use smenv_shared::secret_names::looks_secret;

use crate::error::error::Error;
use crate::error::problem::Origin;
use crate::hyperparameters::codec::FieldCodec;
#[cfg(any(feature = "run", feature = "serde"))]
use crate::hyperparameters::description::Description;
use crate::hyperparameters::reader::Reader;
use crate::hyperparameters::struct_codec::StructCodec;
use crate::hyperparameters::writer::WrittenText;
use crate::layers::entries::Storage;
use crate::layers::target::{Request, Target};
use crate::source::config_file::ConfigFile;
use crate::source::source::Source;
use crate::spec::spec::Spec;
use crate::values::hyperparameter_value::HyperparameterValue;
#[cfg(feature = "run")]
use crate::values::value_type::ValueType;

/// Fills a struct.
///
/// # Errors
/// If any hyperparameter is missing, invalid or unknown. The error has all problems.
#[inline]
pub(crate) fn fill<T>(
    source: &Source,
    spec: &'static Spec,
    codec: StructCodec<T>,
) -> Result<T, Error> {
    let file = ConfigFile::of(source);
    // `spec.len()` is constant after inlining, so only one arm remains.
    match spec.len() {
        0..=8 => fill_in(&file, spec, codec, Storage::Lent(&mut [None; 8])),
        9..=32 => fill_in(&file, spec, codec, Storage::Lent(&mut [None; 32])),
        33..=128 => fill_in(&file, spec, codec, Storage::Lent(&mut [None; 128])),
        more => fill_in(&file, spec, codec, Storage::Owned(vec![None; more])),
    }
}

#[inline]
fn fill_in<'a, T>(
    file: &'a ConfigFile<'a>,
    spec: &'static Spec,
    codec: StructCodec<T>,
    storage: Storage<'a>,
) -> Result<T, Error> {
    let mut reader = Reader::new(file, spec, storage);
    let filled = (codec.read)(&mut reader);
    reader.finish(filled)
}

/// Returns the origin of each hyperparameter and, if the source fills the struct, the texts of its
/// values. Problems are ignored.
pub(crate) fn origins<T>(
    source: &Source,
    spec: &'static Spec,
    codec: StructCodec<T>,
) -> (Vec<(String, Origin)>, Option<Vec<WrittenText>>) {
    let file = ConfigFile::of(source);
    let mut reader = Reader::new(&file, spec, Storage::Owned(vec![None; spec.len()]));
    reader.origins = Some(Vec::new());
    let filled = (codec.read)(&mut reader);
    let texts = filled.map(|filled| codec.texts(&filled));
    (reader.origins.unwrap_or_default(), texts)
}

/// Describes the hyperparameters of a struct, in the order of its fields.
#[cfg(any(feature = "run", feature = "serde"))]
pub(crate) fn describe<T>(spec: &'static Spec, codec: StructCodec<T>) -> Vec<Description> {
    let source = Source::default();
    let file = ConfigFile::of(&source);
    let mut reader = Reader::new(&file, spec, Storage::Owned(vec![None; spec.len()]));
    reader.descriptions = Some(Vec::new());
    let _ = (codec.read)(&mut reader);
    reader.descriptions.unwrap_or_default()
}

/// The table of a reader of single hyperparameters.
const ANY: &Spec = &Spec::new("", "", &[], &[], true);

/// Reads the text of a hyperparameter without a field, and its origin. Problems are ignored.
#[cfg(feature = "run")]
pub(crate) fn text_with_origin(source: &Source, name: &str) -> Option<(String, Origin)> {
    let file = ConfigFile::of(source);
    let mut reader = Reader::new(&file, ANY, Storage::Owned(Vec::new()));
    reader.origins = Some(Vec::new());
    let request = Request {
        target: Target::Name(name),
        expected: &ValueType::Text,
        is_secret: looks_secret(name),
    };
    let text = reader.find(&request, &FieldCodec::<Option<String>>::native(&[]))??;
    let (_, origin) = reader.origins?.pop()?;
    Some((text, origin))
}

impl Source {
    /// Reads a single hyperparameter, without a struct. `-` and `_` in its name are the same; other
    /// hyperparameters are ignored.
    ///
    /// # Errors
    /// If the hyperparameter is missing or invalid.
    ///
    /// ```
    /// # use smenv_core as smenv;
    /// # use smenv::Source;
    /// let source = Source::from_vars([("SM_HPS", r#"{"batch-size": "64"}"#)]);
    /// assert_eq!(source.hyperparameter::<u16>("batch_size").unwrap(), 64);
    /// assert_eq!(source.hyperparameter::<Option<u16>>("epochs").unwrap(), None);
    /// ```
    pub fn hyperparameter<T: HyperparameterValue>(&self, name: &str) -> Result<T, Error> {
        let file = ConfigFile::of(self);
        let mut reader = Reader::new(&file, ANY, Storage::Owned(Vec::new()));
        let request = Request {
            target: Target::Name(name),
            expected: &T::EXPECTED,
            is_secret: looks_secret(name),
        };
        let value = reader.find(&request, &FieldCodec::native(&[]));
        reader.finish(value)
    }
}
