//! The trait that `#[derive(SmChannels)]` implements: a struct that is filled with the job's
//! channels.

use crate::channels::job_channels::JobChannels;
use crate::channels::reader::ChannelReader;
use crate::channels::spec::ChannelsSpec;
use crate::error::error::Error;
use crate::facts::directories::InputDirs;
use crate::facts::facts::Facts;
use crate::source::source::Source;

/// A struct of channels: `#[derive(SmChannels)]` implements this trait.
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmChannels;
/// use std::path::Path;
/// use smenv::{Channel, SmChannels, Source};
///
/// #[derive(SmChannels)]
/// # #[sm(crate = smenv_core)]
/// struct Data {
///     train: Channel,
///     validation: Option<Channel>,
/// }
///
/// let data = Data::from_source(&Source::from_vars([("SM_CHANNEL_TRAIN", "data/train")]))?;
/// assert_eq!(data.train.dir(), Path::new("data/train"));
/// assert!(data.validation.is_none());
/// # Ok::<(), smenv::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct of channels",
    label = "does not derive `SmChannels`",
    note = "add `#[derive(SmChannels)]` to your struct"
)]
pub trait SmChannels: Sized {
    /// The table of the struct's channels: their names, content types, docs.
    const SPEC: &'static ChannelsSpec;

    /// Fills the struct with the channels of the process's job.
    ///
    /// # Errors
    /// If a channel is missing, invalid or unknown; the error lists every problem.
    #[inline]
    fn from_env() -> Result<Self, Error> {
        Self::from_source(&Source::process())
    }

    /// Fills the struct with the channels of the job in `source`.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    #[inline]
    fn from_source(source: &Source) -> Result<Self, Error> {
        let mut facts = Facts::of(source);
        let input = InputDirs::of(&mut facts);
        let channels = JobChannels::of(&mut facts, Self::SPEC, &input);
        match fill(channels, &|_| false) {
            Ok(filled) if facts.problems.is_empty() => Ok(filled),
            filled => {
                let of_channels = filled.err();
                Err(Error::all(
                    [Error::new(facts.problems)].into_iter().chain(of_channels),
                ))
            }
        }
    }

    #[doc(hidden)]
    fn __read(fields: &mut ChannelReader) -> Option<Self>;
}

/// Accepts any channels, for a program that does not declare which it takes.
impl SmChannels for () {
    const SPEC: &'static ChannelsSpec = &ChannelsSpec::new("()", "", &[], true);

    #[inline]
    fn __read(_: &mut ChannelReader) -> Option<Self> {
        Some(())
    }
}

/// Fills a struct with the channels of a job. `is_argument` is whether the program takes
/// `--NAME DIR` for a channel.
#[inline]
pub(crate) fn fill<C: SmChannels>(
    channels: JobChannels,
    is_argument: &dyn Fn(&str) -> bool,
) -> Result<C, Error> {
    let mut reader = ChannelReader::new(C::SPEC, channels);
    let filled = C::__read(&mut reader);
    let (problems, note) = reader.finish(is_argument);
    match filled {
        Some(filled) if problems.is_empty() => Ok(filled),
        _ => Err(Error::new(problems).with_note(note)),
    }
}
